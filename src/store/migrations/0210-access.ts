import type { Migration } from '../migrate.ts';

/** Accounts, sessions, one-time links, API keys, OAuth clients and what our authorization server keeps. */
export const accessState: Migration = {
  name: '0210-access',
  statements: [
    `create table account (
      account_id text primary key, email_key text not null unique, email text not null, display_name text not null,
      role text not null, state text not null, password_hash text, created_at text not null,
      last_sign_in_at text)`,
    `create table account_identity (
      issuer text not null, subject text not null,
      account_id text not null references account (account_id) on delete cascade, primary key (issuer, subject))`,
    `create table session (
      session_id text primary key, token_hash text not null unique,
      account_id text not null references account (account_id) on delete cascade, csrf_token text not null,
      user_agent text not null, created_at text not null, used_at text not null, expires_at text not null)`,
    `create index session_by_account on session (account_id)`,
    `create table sign_in_link (
      token_hash text primary key, purpose text not null, account_id text, expires_at text not null)`,
    `create table api_key (
      key_id text primary key, token_hash text not null unique, name text not null, hint text not null,
      account_id text not null references account (account_id) on delete cascade, role text not null,
      scopes text not null, created_at text not null, expires_at text, used_at text)`,
    `create table oauth_client (
      client_id text primary key, name text not null, sealed_secret text, redirect_uris text not null,
      needs_pkce integer not null, created_at text not null)`,
    `create table oauth_record (
      model text not null, record_id text not null, content text not null, grant_id text, uid text, user_code text,
      expires_at text, consumed_at text, primary key (model, record_id))`,
    `create index oauth_record_by_grant on oauth_record (grant_id)`,
    `create index oauth_record_by_uid on oauth_record (model, uid)`,
    `create index oauth_record_by_end on oauth_record (expires_at)`,
  ],
};
