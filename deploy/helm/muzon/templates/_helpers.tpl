{{/* The four services: where their values stand and which port they answer at. */}}
{{- define "muzon.services" -}}
bot-gateway: {values: botGateway, port: 8081}
assistant-service: {values: assistantService, port: 8082}
voice-call-service: {values: voiceCallService, port: 8083}
extractor-service: {values: extractorService, port: 8084}
{{- end -}}

{{/* Where every pod's actuator answers, apart from the service's own port. */}}
{{- define "muzon.managementPort" -}}
9080
{{- end -}}

{{/* Where the login page answers, apart from the service's own port. */}}
{{- define "muzon.pagePort" -}}
8088
{{- end -}}

{{/* Who calls whom, as the diagram in README.md. Instances of voice-call-service also pass jobs on to each other. */}}
{{- define "muzon.edges" -}}
bot-gateway: [assistant-service, extractor-service, voice-call-service]
assistant-service: [bot-gateway, voice-call-service]
voice-call-service: [assistant-service, bot-gateway, extractor-service, voice-call-service]
extractor-service: [assistant-service, bot-gateway, voice-call-service]
{{- end -}}

{{/* The values of a service's way in from outside, empty where there is none. Takes root and name. */}}
{{- define "muzon.ingress" -}}
{{- if eq .name "bot-gateway" -}}
{{ toYaml .root.Values.ingress }}
{{- else if eq .name "assistant-service" -}}
{{ toYaml .root.Values.assistantService.ingress }}
{{- end -}}
{{- end -}}

{{/* The public name of the login page, of the chart's Ingress or of a way in of the operator's. Empty where it has none. */}}
{{- define "muzon.pageHost" -}}
{{- with .Values.assistantService -}}
{{- if .ingress.enabled -}}
{{ .ingress.host }}
{{- else -}}
{{ index .settings "MUZON_CONSOLE_HOST" | default "" }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The login page, what it loads and what it asks. */}}
{{- define "muzon.loginPaths" -}}
/: Exact
/icon.svg: Exact
/login: Prefix
/login.css: Exact
/login.js: Exact
/texts.js: Exact
{{- end -}}

{{- define "muzon.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 33 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 33 characters, so that the longest name of a StatefulSet stays a valid label with its revision. */}}
{{- define "muzon.fullname" -}}
{{- $name := include "muzon.name" . -}}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- default $full .Values.fullnameOverride | trunc 33 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels that select the pods of the release. */}}
{{- define "muzon.selector" -}}
app.kubernetes.io/name: {{ include "muzon.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Labels that select the pods of one service. Takes root and name. */}}
{{- define "muzon.componentSelector" -}}
{{ include "muzon.selector" .root }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{/* Labels that the chart itself gives to every object. Takes root and name. */}}
{{- define "muzon.ownLabels" -}}
{{ include "muzon.componentSelector" . }}
app.kubernetes.io/part-of: muzon
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* Labels of every object. Takes root and name. */}}
{{- define "muzon.labels" -}}
{{ include "muzon.ownLabels" . }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The name of an object of a service. Takes root and name. */}}
{{- define "muzon.object" -}}
{{ include "muzon.fullname" .root }}-{{ .name }}
{{- end -}}

{{/* The domain of the pods' own names. Takes root and name. */}}
{{- define "muzon.podDomain" -}}
{{ include "muzon.object" . }}-pods.{{ .root.Release.Namespace }}.svc.{{ .root.Values.clusterDomain }}
{{- end -}}

{{/* The image by digest, else by tag, else of the chart's version. Takes root and the image. */}}
{{- define "muzon.image" -}}
{{- if .image.digest -}}
{{ .image.repository }}@{{ .image.digest }}
{{- else -}}
{{ .image.repository }}:{{ .image.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end -}}
