# kata/base:rust; the context is a Rust sysroot (bin, lib, libexec).
FROM kata/base:debian
RUN apt-get -q update \
 && apt-get -q install -y --no-install-recommends gcc libc6-dev pkg-config \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin
COPY bin /opt/rust/bin
COPY libexec /opt/rust/libexec
COPY lib /opt/rust/lib
ENV PATH=/opt/rust/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
RUN cargo --version && rustc --version
