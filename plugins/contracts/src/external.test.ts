import { databaseOf, readInstance, redisOf } from './environment';

const read = (settings: Record<string, string>) => {
  const instance = readInstance({ ZUOXI_WEB_PORT: '9100', ...settings }, '/srv/zuoxi');
  return { database: databaseOf(instance, { postgres: 'p' }), redis: redisOf(instance, { redis: 'r' }) };
};
const database = (url: string) => read({ ZUOXI_DATABASE_URL: url }).database;
const redis = (url: string) => read({ ZUOXI_REDIS_URL: url }).redis;

it('without settings both are the embedded ones', () => {
  expect(read({})).toEqual({
    database: { host: '127.0.0.1', port: 9101, user: 'zuoxi', password: 'p', database: 'zuoxi', ssl: false },
    redis: { host: '127.0.0.1', port: 9102, password: 'r', db: 0 },
  });
});

it('a database of the house: what is on the network proves who it is unless told otherwise', () => {
  const far = { host: 'db.house', port: 5432, user: 'u@x', password: 'p/w', database: 'zx' };
  const url = (mode = ''): string => `postgres://u%40x:p%2Fw@db.house/zx${mode}`;
  expect(database(url())).toEqual({ ...far, ssl: { rejectUnauthorized: true, host: 'db.house' } });
  expect(database(url('?sslmode=require'))).toEqual({ ...far, ssl: { rejectUnauthorized: false, host: 'db.house' } });
  expect(database(url('?sslmode=disable')).ssl).toBe(false);
  expect(database('postgresql://u:p@127.0.0.1:6000/zx')).toMatchObject({ port: 6000, ssl: false });
  expect(database('postgres://u:p@[::1]:6000/zx')).toMatchObject({ host: '::1', ssl: false });
});

it('a Redis of the house', () => {
  expect(redis('redis://:p%40w@queue.house')).toEqual({ host: 'queue.house', port: 6379, password: 'p@w', db: 0 });
  expect(redis('rediss://u:p@queue.house:7000/3')).toEqual({
    ...{ host: 'queue.house', port: 7000, username: 'u', password: 'p', db: 3 },
    tls: { servername: 'queue.house' },
  });
});

it('a bucket of the house', () => {
  const bucket = (url: string) => readInstance({ ZUOXI_S3_URL: url }, '/srv/zuoxi').external.bucket;
  const keys = { accessKey: 'AK', secretKey: 's/+' };
  expect(bucket('https://AK:s%2F%2B@s3.house:9000/calls')).toEqual({
    ...{ endpoint: 'https://s3.house:9000', region: 'us-east-1', bucket: 'calls', prefix: '', pathStyle: true },
    ...keys,
  });
  expect(bucket('https://AK:s%2F%2B@oss.example/calls/zuoxi/one/?region=cn-hangzhou&style=host')).toEqual({
    ...{ endpoint: 'https://oss.example', region: 'cn-hangzhou', bucket: 'calls', prefix: 'zuoxi/one/', pathStyle: false },
    ...keys,
  });
  expect(bucket('')).toBeNull();
});

it.each([
  ['ZUOXI_S3_URL', 'https://k:hidden@h'],
  ['ZUOXI_S3_URL', 'https://h/bucket'],
  ['ZUOXI_S3_URL', 'https://k:hidden@h/bucket?style=odd'],
  ['ZUOXI_DATABASE_URL', 'mysql://u:hidden@h/d'],
  ['ZUOXI_DATABASE_URL', 'postgres://u:hidden@h'],
  ['ZUOXI_DATABASE_URL', 'postgres://h/d'],
  ['ZUOXI_DATABASE_URL', 'postgres://u:hidden@h/d?sslmode=prefer'],
  ['ZUOXI_DATABASE_URL', 'postgres://u:hidden@h/d?sslmode=disable&sslmode=require'],
  ['ZUOXI_DATABASE_URL', 'postgres://u:hid%den@h/d'],
  ['ZUOXI_REDIS_URL', 'redis://u:hidden@h/one'],
  ['ZUOXI_REDIS_URL', 'http://u:hidden@h'],
])('%s=%s is refused by an example, and the password is not repeated', (name, url) => {
  const said = (): string => {
    try {
      read({ [name]: url });
      return 'taken';
    } catch (error) {
      return String(error);
    }
  };
  expect(said()).toMatch(/must be such as (postgres|redis|https):/);
  expect(said()).not.toContain('hid');
});
