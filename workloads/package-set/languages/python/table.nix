# Well-known packages: version, what builds them (`build`), what they need, what checks them.
{ lib }:
let
  hatch = [ "hatchling" ];
  flit = [ "flit-core" ];
  poetry = [ "poetry-core" ];
  pytest = [ "pytestCheckHook" ];
  inherit (lib.licenses) asl20 bsd3 mpl20 psfl;
in
{
  setuptools = { version = "80.9.0"; build = [ ]; };
  wheel = { version = "0.46.1"; build = flit; needs = [ "packaging" ]; };
  flit-core = { version = "3.12.0"; build = [ ]; license = bsd3; };
  hatchling = { version = "1.28.0"; build = [ ]; needs = [ "packaging" "pathspec" "pluggy" "trove-classifiers" ]; };
  hatch-vcs = { version = "0.5.0"; build = hatch; needs = [ "hatchling" "setuptools-scm" ]; };
  setuptools-scm = { version = "9.2.2"; needs = [ "packaging" "typing-extensions" ]; };
  poetry-core = { version = "2.2.1"; build = [ ]; };
  maturin = { version = "1.9.4"; needs = [ ]; native = [ "libiconv" ]; };
  cython = { version = "3.1.6"; license = asl20; check = [ "numpy-free" ]; more.doCheck = false; };
  pybind11 = { version = "3.0.1"; license = bsd3; native = [ "boost" ]; };
  meson-python = { version = "0.18.0"; build = [ ]; needs = [ "packaging" "pyproject-metadata" ]; };
  pyproject-metadata = { version = "0.10.0"; build = flit; needs = [ "packaging" ]; };
  trove-classifiers = { version = "2025.9.11.17"; };
  pathspec = { version = "0.12.1"; build = flit; license = mpl20; };
  pluggy = { version = "1.6.0"; build = [ "setuptools-scm" ]; };
  packaging = { version = "25.0"; build = flit; license = asl20; };
  typing-extensions = { version = "4.15.0"; build = flit; license = psfl; };
  numpy-free = { version = "0.1"; };

  six = { version = "1.17.0"; pyproject = false; };
  attrs = { version = "25.4.0"; build = hatch ++ [ "hatch-vcs" ]; };
  iniconfig = { version = "2.3.0"; build = [ "setuptools-scm" ]; };
  pygments = { version = "2.19.2"; build = hatch; license = bsd3; };
  pytest = { version = "8.4.2"; build = [ "setuptools-scm" ]; needs = [ "iniconfig" "packaging" "pluggy" "pygments" ]; };
  pytest-asyncio = { version = "1.2.0"; needs = [ "pytest" "typing-extensions" ]; since = "3.9"; };
  pytest-cov = { version = "7.0.0"; build = hatch; needs = [ "coverage" "pytest" ]; };
  coverage = { version = "7.11.0"; license = asl20; extras.toml = [ "tomli" ]; };
  hypothesis = { version = "6.142.4"; needs = [ "attrs" "sortedcontainers" ]; license = mpl20; check = pytest; };
  sortedcontainers = { version = "2.4.0"; pyproject = false; license = asl20; };
  tomli = { version = "2.3.0"; build = flit; };

  certifi = { version = "2025.10.5"; license = mpl20; };
  charset-normalizer = { version = "3.4.4"; check = pytest; };
  idna = { version = "3.11"; build = flit; license = bsd3; check = pytest; };
  urllib3 = { version = "2.5.0"; build = hatch ++ [ "hatch-vcs" ]; extras = { brotli = [ "brotli" ]; socks = [ "pysocks" ]; }; };
  brotli = { version = "1.2.0"; native = [ "brotli" ]; };
  pysocks = { version = "1.7.1"; pyproject = false; license = bsd3; };
  requests = { version = "2.32.5"; needs = [ "certifi" "charset-normalizer" "idna" "urllib3" ]; license = asl20; check = [ "pytestCheckHook" "pytest-mock" ]; extras.socks = [ "pysocks" ]; };
  pytest-mock = { version = "3.15.1"; build = [ "setuptools-scm" ]; needs = [ "pytest" ]; };
  anyio = { version = "4.11.0"; build = [ "setuptools-scm" ]; needs = [ "idna" "sniffio" "typing-extensions" ]; };
  sniffio = { version = "1.3.1"; build = [ "setuptools-scm" ]; };
  h11 = { version = "0.16.0"; check = pytest; };
  httpcore = { version = "1.0.9"; build = hatch; needs = [ "certifi" "h11" ]; license = bsd3; };
  httpx = { version = "0.28.1"; build = hatch; needs = [ "anyio" "certifi" "httpcore" "idna" ]; license = bsd3; extras = { brotli = [ "brotli" ]; http2 = [ "h2" ]; }; };
  h2 = { version = "4.3.0"; needs = [ "hpack" "hyperframe" ]; };
  hpack = { version = "4.1.0"; };
  hyperframe = { version = "6.1.0"; };

  markupsafe = { version = "3.0.3"; license = bsd3; check = pytest; };
  jinja2 = { version = "3.1.6"; build = flit; needs = [ "markupsafe" ]; license = bsd3; extras.i18n = [ "babel" ]; };
  babel = { version = "2.17.0"; license = bsd3; needs = [ "setuptools" ]; };
  click = { version = "8.3.0"; build = flit; license = bsd3; };
  itsdangerous = { version = "2.2.0"; build = flit; license = bsd3; };
  blinker = { version = "1.9.0"; build = flit; };
  werkzeug = { version = "3.1.3"; build = flit; needs = [ "markupsafe" ]; license = bsd3; check = [ "pytestCheckHook" "cryptography" ]; };
  flask = { version = "3.1.2"; build = flit; needs = [ "blinker" "click" "itsdangerous" "jinja2" "werkzeug" ]; license = bsd3; check = pytest; };
  starlette = { version = "0.49.1"; build = hatch; needs = [ "anyio" ]; license = bsd3; };
  pydantic-core = { version = "2.41.4"; build = [ "maturin" ]; needs = [ "typing-extensions" ]; };
  annotated-types = { version = "0.7.0"; build = hatch; };
  pydantic = { version = "2.12.3"; build = hatch; needs = [ "annotated-types" "pydantic-core" "typing-extensions" ]; };
  fastapi = { version = "0.120.1"; build = [ "hatchling" ]; needs = [ "starlette" "pydantic" "typing-extensions" ]; };
  uvicorn = { version = "0.38.0"; build = hatch; needs = [ "click" "h11" ]; license = bsd3; };
  django = { version = "5.2.7"; needs = [ "asgiref" "sqlparse" ]; license = bsd3; native = [ "libxml2" ]; };
  asgiref = { version = "3.10.0"; license = bsd3; };
  sqlparse = { version = "0.5.3"; build = hatch; license = bsd3; };
  sqlalchemy = { version = "2.0.44"; build = [ "setuptools" "cython" ]; needs = [ "typing-extensions" ]; check = pytest; extras.postgresql = [ "psycopg2" ]; };
  psycopg2 = { version = "2.9.11"; pyproject = false; native = [ "postgresql" "openssl" ]; };

  pycparser = { version = "2.23"; pyproject = false; license = bsd3; };
  cffi = { version = "2.0.0"; needs = [ "pycparser" ]; native = [ "libffi" ]; check = pytest; };
  cryptography = { version = "46.0.3"; build = [ "maturin" "cffi" ]; needs = [ "cffi" ]; native = [ "openssl" ]; license = asl20; };
  pyopenssl = { version = "25.3.0"; needs = [ "cryptography" ]; license = asl20; check = pytest; };
  pyyaml = { version = "6.0.3"; build = [ "setuptools" "cython" ]; native = [ "libyaml" ]; };
  lxml = { version = "6.0.2"; build = [ "cython" ]; native = [ "libxml2" "zlib" ]; license = bsd3; };
  pillow = { version = "12.0.0"; build = [ "pybind11" ]; native = [ "freetype" "libjpeg" "libtiff" "libwebp" "zlib" ]; };
  numpy = { version = "2.3.4"; build = [ "meson-python" "cython" ]; native = [ "zlib" ]; license = bsd3; };
  scipy = { version = "1.16.2"; build = [ "meson-python" "cython" "pybind11" ]; needs = [ "numpy" ]; license = bsd3; };
  pandas = { version = "2.3.3"; build = [ "meson-python" "cython" ]; needs = [ "numpy" "python-dateutil" "pytz" ]; license = bsd3; extras.plot = [ "matplotlib" ]; };
  python-dateutil = { version = "2.9.0"; needs = [ "six" ]; };
  pytz = { version = "2025.2"; pyproject = false; };
  matplotlib = { version = "3.10.7"; build = [ "meson-python" "pybind11" ]; needs = [ "numpy" "pillow" "python-dateutil" "packaging" ]; native = [ "freetype" ]; };
  sphinx = { version = "8.2.3"; build = flit; needs = [ "jinja2" "pygments" "babel" "requests" "packaging" ]; since = "3.11"; };
  pygobject = { version = "3.54.5"; build = [ "meson-python" ]; native = [ "glib" "gobject-introspection" "cairo" ]; };
  ansible-core = { version = "2.19.3"; needs = [ "cryptography" "jinja2" "packaging" "pyyaml" ]; since = "3.12"; };
  broken-bindings = { version = "0.0.3"; broken = true; needs = [ "six" ]; };
}
