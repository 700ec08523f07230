import type { FluxuError } from '../base/errors.ts';
import { suggestName } from '../base/nearest.ts';
import { modelError } from './catalogue.ts';
import type { Link } from './hop.ts';
import { findEntity, type InsightModel, isCustomer } from './insight-model.ts';
import { linksFrom, linksOf } from './link.ts';
import { MAX_PATH_HOPS, type Relationship } from './relationship.ts';

/** Links followed one after another. */
export type Way = readonly Link[];

/** Ways that are listed when several are equally short. */
const MAX_WAYS = 4;

/** A path with its names understood, or what is wrong with it and at which of its names. */
export type PathResult =
  | { readonly way: Way; readonly problem?: undefined }
  | { readonly problem: FluxuError; readonly index: number };

/**
 * Follows the names of a path from an entity. A name is a relationship of the entity reached; at `Customer` also a
 * relationship of any unified source entity (of two unified ends, the one pointed at comes first); or an entity, to
 * which there must be exactly one shortest way.
 */
export function resolvePath(model: InsightModel, from: string, path: readonly string[]): PathResult {
  let way: Way = [];
  let entity = from;
  for (const [index, name] of path.entries()) {
    const step = resolveName(model, entity, name);
    if (step.problem) return { problem: step.problem, index };
    way = [...way, ...step.way];
    entity = endOf(way, from);
  }
  if (way.length <= MAX_PATH_HOPS) return { way };
  const problem = modelError('FLX_PATH_LENGTH', { count: way.length, most: MAX_PATH_HOPS });
  return { problem, index: path.length - 1 };
}

/** Entity at the end of a way that begins at `from`. */
export function endOf(way: Way, from: string): string {
  return way.at(-1)?.to ?? from;
}

function resolveName(model: InsightModel, entity: string, name: string): PathResult {
  const relationship = model.relationships.find((candidate) => candidate.name === name);
  const direct = linksFrom(model, entity).find((link) => link.relationship === name);
  if (direct) return { way: [direct] };
  const fromCustomer = relationship && isCustomer(entity) ? startAtSource(model, relationship) : undefined;
  if (fromCustomer) return { way: fromCustomer };
  if (!relationship && findEntity(model, name) && name !== entity) return findWay(model, entity, name);
  const near = isCustomer(entity) ? model.relationships : [];
  const candidates = [...linksFrom(model, entity), ...near, ...model.entities].map((candidate) => candidate.name);
  const mend = suggestName(name, new Set(candidates));
  return { problem: modelError('FLX_UNKNOWN_RELATIONSHIP', { name, entity }, { mend }), index: 0 };
}

function startAtSource(model: InsightModel, relationship: Relationship): Way | undefined {
  const ends = [relationship.toEntity, relationship.fromEntity];
  for (const source of ends) {
    const first = linksFrom(model, 'Customer').find((link) => link.isImplied && link.to === source);
    const second = linksFrom(model, source).find((link) => link.relationship === relationship.name);
    if (first && second) return [first, second];
  }
  return undefined;
}

/** The only shortest way between two entities, or why there is none. */
function findWay(model: InsightModel, from: string, to: string): PathResult {
  const ways = findShortestWays(model, from, to);
  const [only] = ways;
  if (!only) return { problem: modelError('FLX_PATH_NONE', { from, to }), index: 0 };
  if (ways.length === 1) return { way: only };
  const listed = ways.map((way) => way.map((link) => link.name).join(' › ')).join('; ');
  return { problem: modelError('FLX_PATH_AMBIGUOUS', { from, to, ways: listed }), index: 0 };
}

/** Every shortest way from one entity to another (at most a few), found breadth first. */
export function findShortestWays(model: InsightModel, from: string, to: string): readonly Way[] {
  if (from === to) return [[]];
  const links = linksOf(model);
  const seen = new Set([from]);
  let frontier = new Map<string, readonly Way[]>([[from, [[]]]]);
  for (let hop = 0; hop < MAX_PATH_HOPS && frontier.size > 0; hop++) {
    frontier = extend(frontier, links, seen);
    for (const entity of frontier.keys()) seen.add(entity);
    const found = frontier.get(to);
    if (found) return found;
  }
  return [];
}

function extend(frontier: ReadonlyMap<string, readonly Way[]>, links: readonly Link[], seen: ReadonlySet<string>) {
  const next = new Map<string, readonly Way[]>();
  for (const link of links) {
    const ways = frontier.get(link.from);
    if (!ways || seen.has(link.to)) continue;
    const longer = ways.map((way) => [...way, link]);
    next.set(link.to, [...(next.get(link.to) ?? []), ...longer].slice(0, MAX_WAYS));
  }
  return next;
}

/** The way from an entity to `Customer`: along the path as far as it goes (it must end at unified records), or the only shortest. */
export function wayToCustomer(model: InsightModel, from: string, path?: readonly string[]): PathResult {
  if (path === undefined) return findWay(model, from, 'Customer');
  const result = resolvePath(model, from, path);
  if (result.problem) return result;
  const end = endOf(result.way, from);
  if (isCustomer(end)) return result;
  const last = linksFrom(model, end).find((link) => link.isImplied && isCustomer(link.to));
  if (last) return { way: [...result.way, last] };
  const unified = ['Customer', ...model.unifiedEntities.map(({ entity }) => entity)].join(', ');
  return { problem: modelError('FLX_PATH_END', { entity: end, unified }), index: Math.max(0, path.length - 1) };
}
