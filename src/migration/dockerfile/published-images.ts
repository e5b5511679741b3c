// What published base images contain: facts with their sources. A new release is one more entry, in ascending order.
// Packages have Debian's names; `adds` is what a release has beyond the release before it.

/** A release of a base image, and what it brought. */
export interface Release {
  readonly version: string;
  /** Python's version in it, without the patch. */
  readonly python: string;
  /** What it is built on: a key of `ROOT_IMAGES`. */
  readonly root: string;
  readonly adds: readonly string[];
  /** Variables that it sets beyond the release before it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Data sets of nltk in it, beyond the release before it. */
  readonly nltk: readonly string[];
}

/** The releases of each base image, by the name of the image. */
export const PUBLISHED_IMAGES: Readonly<Record<string, readonly Release[]>> = {
  // Sources: airbytehq/airbyte, airbyte-ci/connectors/base_images/generated/changelogs/airbyte_python_connector_base.json
  // (1.0.0 to 3.0.0), base_images/python/bases.py (nltk), docker-images/Dockerfile.python-connector-base (4.0.0).
  'docker.io/airbyte/python-connector-base': [
    {
      version: '1.0.0',
      python: '3.9',
      root: 'python:slim-bookworm',
      adds: [],
      environment: {
        POETRY_VIRTUALENVS_CREATE: 'false',
        POETRY_VIRTUALENVS_IN_PROJECT: 'false',
        POETRY_NO_INTERACTION: '1',
      },
      nltk: [],
    },
    { version: '1.1.0', python: '3.9', root: 'python:slim-bookworm', adds: ['socat'], environment: {}, nltk: [] },
    {
      version: '1.2.0',
      python: '3.9',
      root: 'python:slim-bookworm',
      adds: ['tesseract-ocr', 'poppler-utils'],
      environment: {},
      nltk: ['punkt', 'averaged_perceptron_tagger'],
    },
    { version: '2.0.0', python: '3.10', root: 'python:slim-bookworm', adds: [], environment: {}, nltk: [] },
    { version: '3.0.0', python: '3.10', root: 'python:slim-bookworm', adds: [], environment: {}, nltk: [] },
    { version: '4.0.0', python: '3.11', root: 'python:slim-bookworm', adds: [], environment: {}, nltk: [] },
  ],
};

/** The Debian packages of the images that base images are built on. */
export const ROOT_IMAGES: Readonly<Record<string, readonly string[]>> = {
  // Source: docker-library/repo-info, repos/python/local/3.10-slim-bookworm.md. The patch of Python changes none of them.
  'python:slim-bookworm': packageNames(`
    adduser apt base-files base-passwd bash bsdutils ca-certificates coreutils dash debconf debian-archive-keyring
    debianutils diffutils dpkg e2fsprogs findutils gcc-12-base gpgv grep gzip hostname init-system-helpers libacl1
    libapt-pkg6.0 libattr1 libaudit-common libaudit1 libblkid1 libbz2-1.0 libc-bin libc6 libcap-ng0 libcap2 libcom-err2
    libcrypt1 libdb5.3 libdebconfclient0 libext2fs2 libffi8 libgcc-s1 libgcrypt20 libgdbm6 libgmp10 libgnutls30
    libgpg-error0 libgssapi-krb5-2 libhogweed6 libidn2-0 libk5crypto3 libkeyutils1 libkrb5-3 libkrb5support0 liblz4-1
    liblzma5 libmd0 libmount1 libncursesw6 libnettle8 libnsl2 libp11-kit0 libpam-modules libpam-modules-bin
    libpam-runtime libpam0g libpcre2-8-0 libreadline8 libseccomp2 libselinux1 libsemanage-common libsemanage2 libsepol2
    libsmartcols1 libsqlite3-0 libss2 libssl3 libstdc++6 libsystemd0 libtasn1-6 libtinfo6 libtirpc-common libtirpc3
    libudev1 libunistring2 libuuid1 libxxhash0 libzstd1 login logsave mawk mount ncurses-base ncurses-bin netbase openssl
    passwd perl-base readline-common sed sysvinit-utils tar tzdata usr-is-merged util-linux util-linux-extra zlib1g
  `),
};

/** What packages of other distributions are called in Debian. Sources: pkgs.alpinelinux.org, packages.debian.org. */
export const DEBIAN_NAMES: Readonly<Record<'apk' | 'yum', Readonly<Record<string, string>>>> = {
  apk: {
    'build-base': 'build-essential',
    'freetype-dev': 'libfreetype-dev',
    gcompat: 'libc6',
    'jpeg-dev': 'libjpeg-dev',
    'krb5-libs': 'libgssapi-krb5-2',
    'libc6-compat': 'libc6',
    libbz2: 'libbz2-1.0',
    libffi: 'libffi8',
    libgcc: 'libgcc-s1',
    libpq: 'libpq5',
    'libstdc++': 'libstdc++6',
    libuuid: 'libuuid1',
    'libxslt-dev': 'libxslt1-dev',
    'linux-headers': 'linux-libc-dev',
    'mariadb-connector-c-dev': 'libmariadb-dev',
    'musl-dev': 'libc6-dev',
    'ncurses-libs': 'libncursesw6',
    'openssl-dev': 'libssl-dev',
    'postgresql-dev': 'libpq-dev',
    'python3-dev': 'python3-dev',
    readline: 'libreadline8',
    shadow: 'passwd',
    'sqlite-libs': 'libsqlite3-0',
    'xz-libs': 'liblzma5',
    zlib: 'zlib1g',
    'zlib-dev': 'zlib1g-dev',
    ...sameNames(
      `bash ca-certificates cmake coreutils curl findutils g++ gcc git grep gzip jq libffi-dev libxml2-dev make openssl
       poppler-utils sed socat tar tesseract-ocr tzdata unixodbc-dev util-linux wget`,
    ),
  },
  yum: {
    'gcc-c++': 'g++',
    glibc: 'libc6',
    libffi: 'libffi8',
    'libffi-devel': 'libffi-dev',
    'libstdc++': 'libstdc++6',
    'openssl-devel': 'libssl-dev',
    'postgresql-devel': 'libpq-dev',
    'shadow-utils': 'passwd',
    zlib: 'zlib1g',
    ...sameNames(
      'bash ca-certificates cmake coreutils curl findutils gcc git grep gzip jq make openssl sed socat tar tzdata wget',
    ),
  },
};

function packageNames(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}

function sameNames(list: string): Readonly<Record<string, string>> {
  return Object.fromEntries(packageNames(list).map((name) => [name, name]));
}
