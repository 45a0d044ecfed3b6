# kata/redis: Redis beside a learner's server, where an exercise has one. All of it is in memory, and whoever starts it
# brings the settings.
ARG BASE=debian:bookworm-slim
FROM ${BASE}
RUN apt-get -q update \
 && apt-get -q install -y --no-install-recommends redis-server tini \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin \
 && find / -xdev -type f -perm /6000 -exec chmod a-s {} +
USER redis
ENV LC_ALL=C
ENTRYPOINT ["tini", "--"]
