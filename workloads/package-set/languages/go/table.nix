# Programs in Go.
{ lib }:
{
  hugo = { version = "0.152.2"; owner = "gohugoio"; cgo = true; tags = [ "extended" "withdeploy" ]; proxy = true; about = "Fast generator of web sites"; };
  caddy = { version = "2.10.2"; owner = "caddyserver"; packages = [ "cmd/caddy" ]; about = "Web server with automatic certificates"; };
  prometheus = { version = "3.7.3"; owner = "prometheus"; packages = [ "cmd/prometheus" "cmd/promtool" ]; tags = [ "builtinassets" ]; about = "Service monitoring and time series"; };
  node-exporter = { version = "1.10.2"; owner = "prometheus"; repo = "node_exporter"; about = "Metrics of a machine"; };
  grafana-agent = { version = "0.44.2"; owner = "grafana"; repo = "agent"; cgo = true; inputs = [ "systemd" ]; about = "Collector of metrics, logs and traces"; };
  terraform = { version = "1.13.4"; owner = "hashicorp"; license = lib.licenses.bsl11; about = "Infrastructure by description"; };
  opentofu = { version = "1.10.6"; owner = "opentofu"; packages = [ "./cmd/tofu" ]; license = lib.licenses.mpl20; about = "Infrastructure by description, free"; };
  kubectl = { version = "1.34.1"; owner = "kubernetes"; repo = "kubernetes"; vendored = true; about = "Command line of the container cluster"; };
  etcd = { version = "3.6.5"; owner = "etcd-io"; about = "Distributed key-value store"; };
  gitea = { version = "1.25.1"; owner = "go-gitea"; cgo = true; inputs = [ "linux-pam" "sqlite" ]; tags = [ "pam" "sqlite" ]; license = lib.licenses.mit; about = "Git with a cup of tea"; };
  age = { version = "1.2.1"; owner = "FiloSottile"; packages = [ "cmd/..." ]; license = lib.licenses.bsd3; about = "Encryption of files"; };
  fzf = { version = "0.66.1"; owner = "junegunn"; license = lib.licenses.mit; about = "Fuzzy finder"; };
}
