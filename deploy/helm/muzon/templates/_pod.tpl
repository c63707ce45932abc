{{/* Rules of the Pod Security Standard "restricted" for a container. */}}
{{- define "muzon.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Rules of the Pod Security Standard "restricted" for a pod. Takes root. */}}
{{- define "muzon.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .root.Values.podSecurity.runAsUser | int64 }}
runAsGroup: {{ .root.Values.podSecurity.runAsGroup | int64 }}
fsGroup: {{ .root.Values.podSecurity.fsGroup | int64 }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* On which nodes a pod may run. Takes the values of a service. */}}
{{- define "muzon.nodes" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The heap that the settings give a service, empty where javaOptions say it. Takes name and its values. */}}
{{- define "muzon.heap" -}}
{{- if eq .name "voice-call-service" -}}
{{ index .values.settings "MUZON_VOICE_HEAP" | default "" }}
{{- end -}}
{{- end -}}

{{/* Where this instance answers. A StatefulSet's pod keeps its name, a Deployment's has only an address. */}}
{{- define "muzon.selfEnv" -}}
{{- $voice := dict "root" .root "name" "voice-call-service" -}}
{{- $assistant := dict "root" .root "name" "assistant-service" -}}
{{- $peers := printf "*.%s,*.%s" (include "muzon.podDomain" $voice) (include "muzon.podDomain" $assistant) -}}
{{- if has .name (list "voice-call-service" "assistant-service") }}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: MUZON_SELF_URL
  value: http://$(POD_NAME).{{ include "muzon.podDomain" . }}:{{ .port }}
- name: MUZON_PEER_NETWORKS
  value: {{ $peers | quote }}
{{- else }}
- name: POD_IP
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
- name: MUZON_SELF_URL
  value: {{ printf (ternary "http://[$(POD_IP)]:%v" "http://$(POD_IP):%v" (eq .root.Values.podAddressFamily "IPv6")) .port }}
- name: MUZON_PEER_NETWORKS
  value: {{ printf "%s,$(POD_IP)" $peers | quote }}
{{- end }}
{{- end -}}

{{/* Variables that every service has. Takes root, name, port and its values. */}}
{{- define "muzon.commonEnv" -}}
{{- range $name, $service := include "muzon.services" . | fromYaml }}
- name: MUZON_{{ $name | upper | replace "-" "_" }}_URL
  value: http://{{ include "muzon.object" (dict "root" $.root "name" $name) }}.{{ $.root.Release.Namespace }}.svc.{{ $.root.Values.clusterDomain }}:{{ $service.port }}
{{- end }}
{{- include "muzon.selfEnv" . }}
- name: MUZON_MANAGEMENT_PORT
  value: {{ include "muzon.managementPort" . | quote }}
- name: MUZON_DRAIN_DEADLINE
  value: {{ .values.drainSeconds }}s
{{- with .root.Values.traces.url }}
- name: MUZON_TRACES_URL
  value: {{ . | quote }}
{{- end }}
{{- if ne .root.Values.logFormat "text" }}
- name: MUZON_LOG_FORMAT
  value: {{ .root.Values.logFormat }}
{{- end }}
- name: XDG_CACHE_HOME
  value: /cache
- name: JAVA_TOOL_OPTIONS
  value: {{ printf "%s%s" .values.javaOptions (include "muzon.heap" . | empty | ternary "" (printf " -Xmx%s" (include "muzon.heap" .))) | quote }}
{{- include "muzon.secretEnv" (dict "root" .root "group" "shared") }}
{{- include "muzon.secretEnv" (dict "root" .root "group" .name) }}
{{- end -}}

{{/* Variables of one service. Takes root, name and its values. */}}
{{- define "muzon.ownEnv" -}}
{{- if and (eq .name "bot-gateway") .root.Values.ingress.enabled }}
- name: MUZON_WEBHOOK_URL
  value: https://{{ .root.Values.ingress.host }}
{{- else if eq .name "assistant-service" }}
- name: MUZON_ACCOUNTS
  value: {{ join "," .values.accounts | quote }}
- name: MUZON_TDLIB_DIR
  value: /var/lib/muzon/tdlib
{{- if .values.ingress.enabled }}
- name: MUZON_CONSOLE_HOST
  value: {{ .values.ingress.host }}
{{- end }}
{{- if include "muzon.pageHost" .root }}
# Else the page answers on the pod's loopback alone.
- name: MUZON_CONSOLE_ADDRESS
  value: {{ ternary "::" "0.0.0.0" (eq .root.Values.podAddressFamily "IPv6") | quote }}
{{- end }}
{{- with .values.oidc }}
{{- if .issuer }}
- name: MUZON_CONSOLE_OIDC_ISSUER
  value: {{ .issuer | quote }}
- name: MUZON_CONSOLE_OIDC_CLIENT_ID
  value: {{ .clientId | quote }}
- name: MUZON_CONSOLE_OIDC_ALLOWED
  value: {{ join "," .allowed | quote }}
{{- end }}
{{- end }}
{{- else if eq .name "voice-call-service" }}
- name: MUZON_NTGCALLS_ADDON
  value: {{ .values.ntgcallsAddon }}
{{- else if eq .name "extractor-service" }}
{{- if .values.library.existingClaim }}
- name: MUZON_LIBRARY_DIR
  value: /music
{{- end }}
{{- if .values.cookies.existingSecret }}
- name: MUZON_YTDLP_COOKIES
  value: /run/cookies
{{- end }}
{{- end }}
{{- end -}}

{{/* A whole pod template. Takes root and name. */}}
{{- define "muzon.podTemplate" -}}
{{- $service := index (include "muzon.services" . | fromYaml) .name -}}
{{- $values := index .root.Values $service.values -}}
{{- $this := dict "root" .root "name" .name "port" $service.port "values" $values "Template" .root.Template -}}
metadata:
  labels:
    {{- include "muzon.labels" $this | nindent 4 }}
  annotations:
    {{- with $values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    checksum/secrets: {{ printf "%s%s" (include "muzon.secretData" (dict "root" .root "group" "shared")) (include "muzon.secretData" (dict "root" .root "group" .name)) | sha256sum }}
spec:
  serviceAccountName: {{ include "muzon.object" $this }}
  automountServiceAccountToken: false
  # Names of other Services would become variables that look like settings.
  enableServiceLinks: false
  # The sleep before SIGTERM, the drain, closing sessions and calls, open requests.
  terminationGracePeriodSeconds: {{ add 5 $values.drainSeconds 40 }}
  securityContext:
    {{- include "muzon.podSecurity" $this | nindent 4 }}
  {{- with .root.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with include "muzon.nodes" $values | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if .root.Values.topologySpread.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: {{ .root.Values.topologySpread.topologyKey }}
      whenUnsatisfiable: {{ .root.Values.topologySpread.whenUnsatisfiable }}
      labelSelector:
        matchLabels:
          {{- include "muzon.componentSelector" $this | nindent 10 }}
  {{- end }}
  containers:
    - name: {{ .name }}
      image: {{ include "muzon.image" (dict "root" .root "image" $values.image) }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      {{- if .root.Values.restoring }}
      # Until "muzon restore" has filled the volume and the database.
      command: [/usr/bin/tini, --, tail, -f, /dev/null]
      {{- end }}
      securityContext:
        {{- include "muzon.containerSecurity" $this | nindent 8 }}
      ports:
        - name: http
          containerPort: {{ $service.port }}
        - name: management
          containerPort: {{ include "muzon.managementPort" . }}
        {{- if and (eq .name "assistant-service") (include "muzon.pageHost" .root) }}
        - name: page
          containerPort: {{ include "muzon.pagePort" . }}
        {{- end }}
      env:
        {{- include "muzon.commonEnv" $this | trim | nindent 8 }}
        {{- with include "muzon.ownEnv" $this | trim }}
        {{- . | nindent 8 }}
        {{- end }}
        {{- range $variable, $value := $values.settings }}
        - name: {{ $variable }}
          value: {{ $value | quote }}
        {{- end }}
      {{- if not .root.Values.restoring }}
      # Five minutes for a slow start. The other two begin when this one has succeeded. A flood of requests must not end what
      # plays, so life is asked for at the management port. Traffic goes to the other one, so that says whether it is ready.
      startupProbe:
        httpGet: {path: /livez, port: http}
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 60
      livenessProbe:
        httpGet: {path: /actuator/health/liveness, port: management}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /readyz, port: http}
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 2
      lifecycle:
        preStop:
          # Until every proxy knows that this pod gets no more requests.
          sleep: {seconds: 5}
      {{- end }}
      resources:
        {{- toYaml $values.resources | nindent 8 }}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        - {name: cache, mountPath: /cache}
        - {name: secrets, mountPath: {{ include "muzon.secretFolder" $this }}, readOnly: true}
        {{- if eq .name "assistant-service" }}
        - {name: sessions, mountPath: /var/lib/muzon/tdlib, subPath: tdlib}
        {{- if $values.models.existingClaim }}
        - {name: models, mountPath: /var/lib/muzon/models, readOnly: true}
        {{- end }}
        {{- else if eq .name "extractor-service" }}
        {{- if $values.library.existingClaim }}
        - {name: library, mountPath: /music, readOnly: true}
        {{- end }}
        {{- if $values.cookies.existingSecret }}
        - {name: cookies, mountPath: /run/cookies, readOnly: true}
        {{- end }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: {{ $values.temporarySize }}}
    - name: cache
      emptyDir: {sizeLimit: {{ $values.cacheSize }}}
    - name: secrets
      {{- include "muzon.secretVolume" $this | nindent 6 }}
    {{- if and (eq .name "assistant-service") $values.models.existingClaim }}
    - name: models
      persistentVolumeClaim: {claimName: {{ $values.models.existingClaim }}, readOnly: true}
    {{- else if eq .name "extractor-service" }}
    {{- with $values.library.existingClaim }}
    - name: library
      persistentVolumeClaim: {claimName: {{ . }}, readOnly: true}
    {{- end }}
    {{- with $values.cookies.existingSecret }}
    - name: cookies
      projected: {defaultMode: 0440, sources: [{secret: {name: {{ . }}}}]}
    {{- end }}
    {{- end }}
{{- end -}}
