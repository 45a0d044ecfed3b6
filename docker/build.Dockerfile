# kata/build: the image a submission is built in. It holds a set of vetted crates, compiled.
# The context, made by runner/images, has `set/`: a workspace whose one member is the set's stub package,
# with its lockfile; and `ca/`: empty, or a bundle of certificates that this network asks for.
ARG BASE=rust:1.95-slim-bookworm

# The crates are fetched in a stage of its own: the certificates stay in it.
FROM ${BASE} AS fetch
LABEL kata.stage=fetch
ENV CARGO_HOME=/cargo CARGO_TERM_COLOR=never
COPY ca /ca
COPY set /work/submission
WORKDIR /work/submission
RUN if [ -s /ca/bundle.crt ]; then export CARGO_HTTP_CAINFO=/ca/bundle.crt; fi \
 && cargo fetch

FROM ${BASE}
# The toolchain itself, where the base has rustup's proxies: a learner's rust-toolchain.toml then selects nothing.
RUN ln -s "$(rustc --print sysroot)" /rust \
 && if ! command -v tini; then \
      apt-get -q update && apt-get -q install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*; \
    fi \
 && install -d -o 10001 -g 10001 /target /work
ENV PATH=/rust/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/work CARGO_HOME=/cargo CARGO_TARGET_DIR=/target CARGO_TERM_COLOR=never SQLX_OFFLINE=true
# One differing key of the profile compiles every crate again, so each is said here, for the set and for submissions.
# (16 units: a quarter faster than 256 for a submission's own crate on 2 cores.)
ENV CARGO_INCREMENTAL=0 \
    CARGO_PROFILE_DEV_OPT_LEVEL=0 \
    CARGO_PROFILE_DEV_DEBUG=0 \
    CARGO_PROFILE_DEV_SPLIT_DEBUGINFO=off \
    CARGO_PROFILE_DEV_STRIP=debuginfo \
    CARGO_PROFILE_DEV_DEBUG_ASSERTIONS=true \
    CARGO_PROFILE_DEV_OVERFLOW_CHECKS=true \
    CARGO_PROFILE_DEV_LTO=off \
    CARGO_PROFILE_DEV_PANIC=unwind \
    CARGO_PROFILE_DEV_INCREMENTAL=false \
    CARGO_PROFILE_DEV_CODEGEN_UNITS=16 \
    CARGO_PROFILE_DEV_RPATH=false \
    CARGO_PROFILE_DEV_BUILD_OVERRIDE_OPT_LEVEL=0 \
    CARGO_PROFILE_DEV_BUILD_OVERRIDE_DEBUG=0 \
    CARGO_PROFILE_DEV_BUILD_OVERRIDE_STRIP=debuginfo \
    CARGO_PROFILE_DEV_BUILD_OVERRIDE_DEBUG_ASSERTIONS=true \
    CARGO_PROFILE_DEV_BUILD_OVERRIDE_OVERFLOW_CHECKS=true \
    CARGO_PROFILE_DEV_BUILD_OVERRIDE_INCREMENTAL=false \
    CARGO_PROFILE_DEV_BUILD_OVERRIDE_CODEGEN_UNITS=16
# (Some crates have files that only their owner may read.)
COPY --from=fetch --chown=10001:10001 /cargo /cargo
COPY --from=fetch --chown=10001:10001 /work/submission /work/submission
# Compiled as the user that builds submissions: a chown afterwards would store the layer twice.
USER 10001:10001
WORKDIR /work/submission
RUN cargo build --offline --locked --workspace
ENV CARGO_NET_OFFLINE=true
ENTRYPOINT ["tini", "--"]
