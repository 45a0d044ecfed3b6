/** Settings of a Postgres that lives for one run: nothing has to survive it, and it stays small. */
export function postgresSettings(port: number): readonly string[] {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '16MB',
    max_connections: '300',
    max_wal_size: '48MB',
    min_wal_size: '32MB',
    autovacuum: 'off',
    jit: 'off',
    timezone: 'UTC',
    // A debug build needs a tenth of a second for each login by SCRAM.
    password_encryption: 'md5',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
