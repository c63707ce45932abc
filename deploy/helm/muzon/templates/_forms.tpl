{{/* Tells the family of a network in CIDR notation, nothing where it is none. Takes the text. */}}
{{- define "muzon.family" -}}
{{- $octet := "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])" -}}
{{- $group := "[0-9a-f]{1,4}" -}}
{{- $groups := printf "(%s(:%s){0,6})?" $group $group -}}
{{- if regexMatch (printf "^(%s\\.){3}%s/(3[0-2]|[12]?[0-9])$" $octet $octet) . -}}
IPv4
{{- else if regexMatch (printf "^(%s::%s|%s(:%s){7})/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$" $groups $groups $group $group) . -}}
IPv6
{{- end -}}
{{- end -}}

{{/* The networks that peers name, as JSON. Takes a list of peers. */}}
{{- define "muzon.blocks" -}}
{{- $found := list -}}
{{- range . -}}
{{- with .ipBlock -}}
{{- $found = concat $found (list .cidr) (.except | default list) -}}
{{- end -}}
{{- end -}}
{{- toJson $found -}}
{{- end -}}

{{/* What is wrong with the forms of values, a sentence on each line. */}}
{{- define "muzon.wrongForms" -}}
{{- $key := "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$" -}}
{{- $own := append (include "muzon.ownLabels" (dict "root" . "name" "any") | fromYaml | keys) "muzon.dev/metrics" -}}
{{- range $path, $labels := dict "commonLabels" .Values.commonLabels "serviceMonitor.labels" .Values.serviceMonitor.labels "prometheusRule.labels" .Values.prometheusRule.labels "dashboards.labels" .Values.dashboards.labels }}
{{- range $name, $value := $labels }}
{{- if has $name $own }}
Take {{ $name }} out of {{ $path }}: the chart sets it.
{{- else if and (ne $path "commonLabels") (hasKey $.Values.commonLabels $name) }}
Take {{ $name }} out of {{ $path }} or out of commonLabels: it stands in both.
{{- else if not (regexMatch $key $name) }}
Write the key {{ quote $name }} of {{ $path }} as that of a label, for example team or example.org/team.
{{- else if not (regexMatch "^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$" $value) }}
Write {{ $name }} in {{ $path }} as a label: at most 63 letters, digits, hyphens, dots and underscores, with a letter or digit at both ends.
{{- end }}
{{- end }}
{{- end }}
{{- $annotations := dict "ingress.annotations" .Values.ingress.annotations "assistantService.ingress.annotations" .Values.assistantService.ingress.annotations "serviceAccounts.annotations" .Values.serviceAccounts.annotations }}
{{- $peers := dict "networkPolicies.dns.to" .Values.networkPolicies.dns.to "networkPolicies.mongodb.to" .Values.networkPolicies.mongodb.to "networkPolicies.prometheus.from" .Values.networkPolicies.prometheus.from "networkPolicies.ingressController.from" .Values.networkPolicies.ingressController.from "networkPolicies.console.from" .Values.networkPolicies.console.from "traces.to" .Values.traces.to "assistantService.oidc.to" .Values.assistantService.oidc.to }}
{{- range $name, $service := include "muzon.services" . | fromYaml }}
{{- $values := index $.Values $service.values }}
{{- $_ := set $annotations (printf "%s.podAnnotations" $service.values) $values.podAnnotations }}
{{- range $values.extraEgress }}
{{- $path := printf "%s.extraEgress" $service.values }}
{{- $_ := set $peers $path (concat (get $peers $path | default list) (.to | default list)) }}
{{- end }}
{{- if hasKey $values.podAnnotations "checksum/secrets" }}
Take checksum/secrets out of {{ $service.values }}.podAnnotations: the chart sets it.
{{- end }}
{{- range $part, $amounts := $values.resources }}
{{- range $resource, $amount := $amounts }}
{{- if not (regexMatch "^[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+|m|k|[KMGTPE]i?)?$" (toString $amount)) }}
Write {{ $service.values }}.resources.{{ $part }}.{{ $resource }} as an amount such as 500m or 512Mi: {{ toString $amount | quote }} is none.
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $path, $all := $annotations }}
{{- range $name, $_ := $all }}
{{- if not (regexMatch $key $name) }}
Write the key {{ quote $name }} of {{ $path }} as that of an annotation, for example team or example.org/team.
{{- end }}
{{- end }}
{{- end }}
{{- $label := "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?" }}
{{- range $path, $host := dict "ingress.host" .Values.ingress.host "assistantService.ingress.host" .Values.assistantService.ingress.host "clusterDomain" .Values.clusterDomain }}
{{- if and $host (or (not (regexMatch (printf "^%s(\\.%s)*$" $label $label) $host)) (regexMatch "^[0-9.]+$" $host)) }}
Write {{ $path }} as a name of DNS such as muzon.example.org: {{ quote $host }} is none.
{{- end }}
{{- end }}
{{- $networks := dict "networkPolicies.telegram.cidrs" .Values.networkPolicies.telegram.cidrs }}
{{- range $path, $all := $peers }}
{{- $_ := set $networks $path (include "muzon.blocks" $all | fromJsonArray) }}
{{- end }}
{{- range $path, $all := $networks }}
{{- range $all }}
{{- if not (include "muzon.family" .) }}
Write the networks of {{ $path }} as 10.0.0.0/8 or fd00::/8: {{ quote . }} is none.
{{- end }}
{{- end }}
{{- end }}
{{- range .Values.networkPolicies.internet.exceptIPv4 }}
{{- if ne (include "muzon.family" .) "IPv4" }}
Write the networks of networkPolicies.internet.exceptIPv4 as 10.0.0.0/8: {{ quote . }} is none.
{{- end }}
{{- end }}
{{- range .Values.networkPolicies.internet.exceptIPv6 }}
{{- if ne (include "muzon.family" .) "IPv6" }}
Write the networks of networkPolicies.internet.exceptIPv6 as fd00::/8: {{ quote . }} is none.
{{- end }}
{{- end }}
{{- end -}}

{{/*
Addresses whose port the network policies keep closed, a sentence on each line. Where a peer selects pods, the port of the pods
counts, which may be another than that of their Service.
*/}}
{{- define "muzon.closedPorts" -}}
{{- $mongo := regexFind "^mongodb://[^/]+/" .Values.mongodb.uri.value | trimPrefix "mongodb://" | trimSuffix "/" | splitList "@" | last }}
{{- $oidc := .Values.assistantService.oidc }}
{{- range $way := list
  (dict "key" "traces" "from" "traces.url" "url" .Values.traces.url "open" .Values.traces)
  (dict "key" "assistantService.oidc" "from" "assistantService.oidc.issuer" "url" $oidc.issuer "open" $oidc)
  (dict "key" "networkPolicies.mongodb" "from" "mongodb.uri.value" "hosts" $mongo "usual" "27017" "open" .Values.networkPolicies.mongodb) }}
{{- $usual := $way.usual | default (hasPrefix "https:" ($way.url | default "") | ternary "443" "80") }}
{{- $hosts := $way.hosts | default (regexReplaceAll "^https?://([^/?#]*).*$" ($way.url | default "") "${1}") }}
{{- $ports := list }}
{{- range compact (splitList "," $hosts) }}
{{- $ports = append $ports (regexFind ":[0-9]+$" . | trimPrefix ":" | default $usual) }}
{{- end }}
{{- $selects := false }}
{{- range $way.open.to }}
{{- $selects = or $selects (not .ipBlock) }}
{{- end }}
{{- if and $ports (not $selects) (not (has (toString $way.open.port) $ports)) }}
Set {{ $way.key }}.port to {{ first $ports }}, the port in {{ $way.from }}: the network policies open {{ $way.open.port }} and keep that closed.
{{- end }}
{{- end }}
{{- end -}}
