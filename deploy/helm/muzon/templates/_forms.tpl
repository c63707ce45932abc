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

{{/* An amount as a number: of Kubernetes (512Mi, 500m), of a setting (4GB) or of a heap (192m, whose unit is written as Mi). */}}
{{- define "muzon.amount" -}}
{{- $text := toString . -}}
{{- $units := dict "" 1.0 "B" 1.0 "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "P" 1e15 "E" 1e18 "Ki" 1024.0 "Mi" 1048576.0 "Gi" 1073741824.0 "Ti" 1099511627776.0 "Pi" 1125899906842624.0 "Ei" 1152921504606846976.0 "KB" 1024.0 "MB" 1048576.0 "GB" 1073741824.0 "TB" 1099511627776.0 -}}
{{- if regexMatch "[eE][-+]?[0-9]+$" $text -}}
{{ float64 $text }}
{{- else -}}
{{- $number := regexFind "^[0-9.]+" $text -}}
{{ mulf (float64 $number) (get $units (trimPrefix $number $text)) }}
{{- end -}}
{{- end -}}

{{/* The bits of a network's prefix, as text of zeros and ones. Takes a network of either family. */}}
{{- define "muzon.bits" -}}
{{- $address := splitList "/" . | first -}}
{{- $bits := "" -}}
{{- if contains "." $address -}}
{{- range splitList "." $address -}}
{{- $bits = printf "%s%08b" $bits (int64 .) -}}
{{- end -}}
{{- else -}}
{{- $halves := splitList "::" $address -}}
{{- $left := first $halves | splitList ":" | compact -}}
{{- $right := rest $halves | join "" | splitList ":" | compact -}}
{{- range $left -}}
{{- $bits = printf "%s%016b" $bits (int64 (printf "0x%s" .)) -}}
{{- end -}}
{{- $bits = printf "%s%s" $bits (repeat (int (mul 16 (sub 8 (add (len $left) (len $right))))) "0") -}}
{{- range $right -}}
{{- $bits = printf "%s%016b" $bits (int64 (printf "0x%s" .)) -}}
{{- end -}}
{{- end -}}
{{- trunc (splitList "/" . | last | int) $bits -}}
{{- end -}}

{{/* What is wrong with the labels of a selector, a sentence on each line. Takes path, selector, and the forms key and value. */}}
{{- define "muzon.wrongSelector" -}}
{{- range $name, $value := .selector.matchLabels }}
{{- if not (and (regexMatch $.key $name) (regexMatch $.value $value)) }}
Write {{ printf "%s: %s" $name $value | quote }} in {{ $.path }} as a label with its value, for example app: mongo.
{{- end }}
{{- end }}
{{- range .selector.matchExpressions }}
{{- if not (regexMatch $.key .key) }}
Write the key {{ quote .key }} in {{ $.path }} as that of a label, for example team or example.org/team.
{{- else if and (has .operator (list "In" "NotIn")) (not .values) }}
Give {{ .key }} in {{ $.path }} values: {{ .operator }} compares with them.
{{- else if and (has .operator (list "Exists" "DoesNotExist")) .values }}
Take the values of {{ .key }} out of {{ $.path }}: {{ .operator }} compares with none.
{{- end }}
{{- end }}
{{- end -}}

{{/* What is wrong with a port of a policy, a sentence on each line. Takes path and port. */}}
{{- define "muzon.wrongPort" -}}
{{- $port := .port.port }}
{{- if kindIs "string" $port }}
{{- if or (not (regexMatch "^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$" $port)) (not (regexMatch "[a-z]" $port)) (contains "--" $port) }}
Write the port {{ quote $port }} of {{ .path }} as a number without quotes, or as a name such as http.
{{- end }}
{{- else if and (not (kindIs "invalid" $port)) (or (lt (int64 $port) 1) (gt (int64 $port) 65535)) }}
Write the port {{ int64 $port }} of {{ .path }} as one from 1 to 65535.
{{- end }}
{{- with .port.endPort }}
{{- if or (kindIs "string" $port) (kindIs "invalid" $port) }}
Give the endPort {{ . }} of {{ $.path }} a port with a number before it.
{{- else if lt (int64 .) (int64 $port) }}
Make the endPort {{ . }} of {{ $.path }} at least as large as its port {{ int64 $port }}.
{{- end }}
{{- end }}
{{- end -}}

{{/* What is wrong with a toleration, a sentence on each line. Takes path, toleration, and the forms key and value. */}}
{{- define "muzon.wrongToleration" -}}
{{- $toleration := .toleration }}
{{- $operator := $toleration.operator | default "Equal" }}
{{- if and (eq $operator "Exists") $toleration.value }}
Take the value {{ quote $toleration.value }} out of {{ .path }}: Exists compares with none.
{{- else if and (not $toleration.key) (ne $operator "Exists") }}
Give each of {{ .path }} a key, or the operator Exists.
{{- else if and $toleration.key (not (regexMatch .key $toleration.key)) }}
Write the key {{ quote $toleration.key }} of {{ .path }} as that of a taint, for example team or example.org/team.
{{- else if not (regexMatch .value ($toleration.value | default "")) }}
Write the value {{ quote $toleration.value }} of {{ .path }} as that of a label.
{{- end }}
{{- if and (hasKey $toleration "tolerationSeconds") (ne ($toleration.effect | default "") "NoExecute") }}
Take tolerationSeconds out of {{ .path }}, or set its effect to NoExecute.
{{- end }}
{{- end -}}

{{/* What is wrong with the forms of values, a sentence on each line. */}}
{{- define "muzon.wrongForms" -}}
{{- $key := "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$" -}}
{{- $label := "^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$" -}}
{{- $own := append (include "muzon.ownLabels" (dict "root" . "name" "any") | fromYaml | keys) "muzon.dev/metrics" -}}
{{- $quantity := "^[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+|m|k|[KMGTPE]i?)?$" -}}
{{- range $path, $labels := dict "commonLabels" .Values.commonLabels "serviceMonitor.labels" .Values.serviceMonitor.labels "prometheusRule.labels" .Values.prometheusRule.labels "dashboards.labels" .Values.dashboards.labels }}
{{- range $name, $value := $labels }}
{{- if has $name $own }}
Take {{ $name }} out of {{ $path }}: the chart sets it.
{{- else if and (ne $path "commonLabels") (hasKey $.Values.commonLabels $name) }}
Take {{ $name }} out of {{ $path }} or out of commonLabels: it stands in both.
{{- else if not (regexMatch $key $name) }}
Write the key {{ quote $name }} of {{ $path }} as that of a label, for example team or example.org/team.
{{- else if not (regexMatch $label $value) }}
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
{{- range .ports }}
{{- include "muzon.wrongPort" (dict "path" $path "port" .) }}
{{- end }}
{{- end }}
{{- include "muzon.wrongSelector" (dict "path" (printf "%s.nodeSelector" $service.values) "selector" (dict "matchLabels" $values.nodeSelector) "key" $key "value" $label) }}
{{- range $values.tolerations }}
{{- include "muzon.wrongToleration" (dict "path" (printf "%s.tolerations" $service.values) "toleration" . "key" $key "value" $label) }}
{{- end }}
{{- if hasKey $values.podAnnotations "checksum/secrets" }}
Take checksum/secrets out of {{ $service.values }}.podAnnotations: the chart sets it.
{{- end }}
{{- $limits := $values.resources.limits | default dict }}
{{- range $part, $amounts := $values.resources }}
{{- range $resource, $amount := $amounts }}
{{- if not (regexMatch "^(cpu|memory|ephemeral-storage|hugepages-[0-9]+[KMG]i|[a-z0-9][-a-z0-9.]*/[A-Za-z0-9][-A-Za-z0-9_.]*)$" $resource) }}
Write {{ quote $resource }} in {{ $service.values }}.resources.{{ $part }} as a resource of Kubernetes: cpu, memory, ephemeral-storage or one such as example.org/gpu.
{{- end }}
{{- if not (regexMatch $quantity (toString $amount)) }}
Write {{ $service.values }}.resources.{{ $part }}.{{ $resource }} as an amount such as 500m or 512Mi: {{ toString $amount | quote }} is none.
{{- else if and (eq $part "requests") (hasKey $limits $resource) }}
{{- $limit := get $limits $resource }}
{{- if and (regexMatch $quantity (toString $limit)) (gt (include "muzon.amount" $amount | float64) (include "muzon.amount" $limit | float64)) }}
Make {{ $service.values }}.resources.requests.{{ $resource }} ({{ $amount }}) at most its limit ({{ $limit }}).
{{- end }}
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
{{- if not (regexMatch $key .Values.topologySpread.topologyKey) }}
Write topologySpread.topologyKey as the key of a label of nodes, for example topology.kubernetes.io/zone: {{ quote .Values.topologySpread.topologyKey }} is none.
{{- end }}
{{- range $path, $all := $peers }}
{{- range $all }}
{{- if and .ipBlock (or (hasKey . "podSelector") (hasKey . "namespaceSelector")) }}
Give each peer of {{ $path }} either an ipBlock or selectors, not both.
{{- end }}
{{- range $selector := list .podSelector .namespaceSelector }}
{{- with $selector }}
{{- include "muzon.wrongSelector" (dict "path" $path "selector" . "key" $key "value" $label) }}
{{- end }}
{{- end }}
{{- with .ipBlock }}
{{- $cidr := .cidr }}
{{- range .except }}
{{- if and (include "muzon.family" $cidr) (include "muzon.family" .) }}
{{- if not (and (eq (include "muzon.family" $cidr) (include "muzon.family" .)) (hasPrefix (include "muzon.bits" $cidr) (include "muzon.bits" .)) (ne (include "muzon.bits" $cidr) (include "muzon.bits" .))) }}
Take {{ quote . }} out of the exceptions in {{ $path }}: it lies outside of {{ $cidr }}.
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- $part := "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?" }}
{{- range $path, $host := dict "assistantService.settings.MUZON_CONSOLE_HOST" (index .Values.assistantService.settings "MUZON_CONSOLE_HOST") "ingress.host" .Values.ingress.host "assistantService.ingress.host" .Values.assistantService.ingress.host "clusterDomain" .Values.clusterDomain }}
{{- if and $host (or (not (regexMatch (printf "^%s(\\.%s)*$" $part $part) $host)) (regexMatch "^[0-9.]+$" $host)) }}
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
{{- else if hasSuffix "/0" . }}
Take {{ quote . }} out of networkPolicies.internet.exceptIPv4: nothing of the internet would be left.
{{- end }}
{{- end }}
{{- range .Values.networkPolicies.internet.exceptIPv6 }}
{{- if ne (include "muzon.family" .) "IPv6" }}
Write the networks of networkPolicies.internet.exceptIPv6 as fd00::/8: {{ quote . }} is none.
{{- else if hasSuffix "/0" . }}
Take {{ quote . }} out of networkPolicies.internet.exceptIPv6: nothing of the internet would be left.
{{- end }}
{{- end }}
{{- end -}}

{{/*
Sizes that contradict each other, a sentence on each line: sound that is kept and the volume it lies on, a heap and the limit of
memory. A pod that fills its volume or its memory is ended by Kubernetes, with what it plays.
*/}}
{{- define "muzon.wrongSizes" -}}
{{- range $name, $service := include "muzon.services" . | fromYaml }}
{{- $values := index $.Values $service.values }}
{{- $heap := include "muzon.heap" (dict "name" $name "values" $values) | default (regexFindAll "-Xmx[0-9]+[kKmMgGtT]?" $values.javaOptions -1 | last | default "" | trimPrefix "-Xmx") }}
{{- $memory := toString (($values.resources.limits | default dict).memory | default "") }}
{{- if and (hasKey $values.settings "MUZON_VOICE_HEAP") (not (regexMatch "^[0-9]+[kKmMgGtT]?$" $heap)) }}
Write MUZON_VOICE_HEAP in {{ $service.values }}.settings as a size such as 400m.
{{- else if and $heap (regexMatch "^[0-9]+(\\.[0-9]+)?([KMGTPE]i?)?$" $memory) }}
{{- $unit := regexFind "[kKmMgGtT]$" $heap }}
{{- $bytes := printf "%s%s" (trimSuffix $unit $heap) (ternary "" (printf "%si" (upper $unit)) (empty $unit)) }}
{{- if ge (include "muzon.amount" $bytes | float64) (include "muzon.amount" $memory | float64) }}
Make {{ $service.values }}.resources.limits.memory ({{ $memory }}) larger than the heap of Java ({{ $heap }}): native memory comes on top of it.
{{- end }}
{{- end }}
{{- end }}
{{- range $kept := list
  (dict "service" "extractorService" "setting" "MUZON_CACHE_SIZE" "usual" "1GB" "folder" "MUZON_CACHE_DIR")
  (dict "service" "voiceCallService" "setting" "MUZON_VOICE_RECORDINGS_LIMIT" "usual" "4GB" "folder" "MUZON_VOICE_RECORDINGS") }}
{{- $values := index $.Values $kept.service }}
{{- $size := index $values.settings $kept.setting | default $kept.usual }}
{{- if and (regexMatch "^[0-9]+([KMGT]?B)?$" $size) (lt (include "muzon.amount" $values.cacheSize | float64) (addf (include "muzon.amount" $size | float64) 536870912.0)) }}
Make {{ $kept.service }}.cacheSize ({{ $values.cacheSize }}) at least 512Mi larger than {{ $kept.setting }} ({{ $size }}): Kubernetes ends a pod whose volume is full.
{{- end }}
{{- with index $values.settings $kept.folder }}
{{- if or (not (regexMatch "^/cache(/[^/]+)*$" .)) (has ".." (splitList "/" .)) }}
Name a folder below /cache in {{ $kept.service }}.settings.{{ $kept.folder }}: everything else is read-only.
{{- end }}
{{- end }}
{{- end }}
{{- $cpu := (.Values.extractorService.resources.requests | default dict).cpu | default "0" }}
{{- if and .Values.extractorService.autoscaling.enabled (regexMatch "^0*(\\.0*)?[a-zA-Z]*$" (toString $cpu)) }}
Set extractorService.resources.requests.cpu: autoscaling counts in percent of it.
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
