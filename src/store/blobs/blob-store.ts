/** A stored file as a list shows it. */
export interface BlobEntry {
  readonly address: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/** A file that was written to a reserved path, and the name it gets. */
export interface DraftFile {
  readonly path: string;
  readonly name: string;
}

/**
 * Where large things are kept: payloads under an address made from their content, and snapshot files under a name.
 * A file appears whole or not at all, and never changes once it is there.
 */
export interface BlobStore {
  /** Keeps bytes under an address made from their content; the same bytes give the same address. */
  putBytes(bytes: Uint8Array | string): Promise<string>;
  /** A new path on this machine to write a file to, before `putFiles`. */
  reservePath(extension?: string): Promise<string>;
  /** Takes over files (they are moved away) under names such as `snapshots/42/Customer.parquet`, which are their addresses. */
  putFiles(files: readonly DraftFile[]): Promise<void>;
  /** @throws FLX_BLOB_MISSING, FLX_BLOB_ADDRESS */
  read(address: string): Promise<Buffer>;
  /** A path on this machine at which the file can be read. @throws FLX_BLOB_MISSING, FLX_BLOB_ADDRESS */
  pathOf(address: string): Promise<string>;
  /** Removing what is not there is no error. */
  remove(address: string): Promise<void>;
  /** Every file whose address begins with the prefix, in order of address. */
  list(prefix?: string): AsyncIterable<BlobEntry>;
}
