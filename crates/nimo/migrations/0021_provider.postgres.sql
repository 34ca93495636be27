-- The lines of an edition as they came, some hundreds to a page, packed.
create table provider_page (
  id bigint not null primary key,
  edition text not null references provider_edition (id),
  lines bytea not null
);

-- 事業所とサービス: an office with one service at one address. Its id is its number, its service and which of their addresses it is (see
-- `ProviderId`). `line` says where that stands which its newest line says: the page times 128, and the place on it. Places on the map are
-- in millionths of a degree.
create table provider (
  id bigint not null primary key,
  municipality bigint not null,
  latitude bigint,
  longitude bigint,
  address_hash bigint not null,
  line_hash bigint not null,
  line bigint not null
);

create index provider_town on provider (municipality);

-- What it said before: where that line stands, and the edition that said something else.
create table provider_past (
  provider bigint not null references provider (id),
  until_edition text not null references provider_edition (id),
  line bigint not null,
  primary key (provider, until_edition)
);

-- Not in an edition that told of its service there; until it was there again, if ever.
create table provider_absence (
  provider bigint not null references provider (id),
  edition text not null references provider_edition (id),
  until_edition text references provider_edition (id),
  primary key (provider, edition)
);

create index provider_absence_open on provider_absence (edition) where until_edition is null;

-- 町の知っていること: what a town has heard of a provider, beyond what is registered.
create table provider_note (
  office bigint not null references office (id),
  id text not null,
  provider bigint not null references provider (id),
  fields text not null,
  intake text not null,
  latitude bigint,
  longitude bigint,
  version bigint not null,
  primary key (office, id),
  unique (office, provider)
);

-- The files of a delivery.
create table provider_delivery_file (
  office bigint not null,
  delivery text not null,
  place bigint not null,
  name text not null,
  bytes bytea not null,
  primary key (office, delivery, place),
  foreign key (office, delivery) references provider_delivery (office, id)
);

do $$
declare
  t text;
begin
  foreach t in array array['provider_delivery', 'provider_delivery_file', 'provider_note'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_office on %I using (office = current_setting(''nimo.office'')::bigint) '
      'with check (office = current_setting(''nimo.office'')::bigint)', t);
  end loop;
end
$$;
