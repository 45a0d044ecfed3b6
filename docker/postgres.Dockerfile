# kata/postgres: the database beside a learner's server, where an exercise has one. Its data folder is initialised here
# and copied into memory at each start. Whoever starts it changes the administrator's password at once.
ARG BASE=debian:bookworm-slim
FROM ${BASE}
# (Without the cluster that Debian's package would make.)
RUN mkdir -p /etc/postgresql-common \
 && echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf \
 && apt-get -q update \
 && apt-get -q install -y --no-install-recommends postgresql tini \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin \
 && ln -s /usr/lib/postgresql/*/bin /postgres \
 && find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && install -d -o postgres -g postgres /template
USER postgres
RUN echo kata >/tmp/password \
 && /postgres/initdb -D /template --username kata --pwfile /tmp/password --auth-host md5 --auth-local reject \
      --no-locale -E UTF8 --no-sync \
 && rm /tmp/password
ENV LC_ALL=C
ENTRYPOINT ["tini", "--"]
