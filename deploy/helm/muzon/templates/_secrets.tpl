{{/* The secrets that values have a place for: the variable, where its value stands, and whether it must be there. */}}
{{- define "muzon.placedSecrets" -}}
shared:
  MUZON_INTERNAL_TOKEN: {path: internalToken, required: true}
  MONGO_DB_URI: {path: mongodb.uri, required: true}
bot-gateway:
  BOT_TOKEN: {path: botGateway.botToken, required: true}
assistant-service:
  API_ID: {path: assistantService.apiId, required: true}
  API_HASH: {path: assistantService.apiHash, required: true}
  MUZON_TDLIB_KEY: {path: assistantService.tdlibKey}
  MUZON_TDLIB_PROXY: {path: assistantService.proxy}
  MUZON_NOTES_HTTP_KEY: {path: assistantService.notesKey}
  MUZON_CONSOLE_OIDC_CLIENT_SECRET: {path: assistantService.oidc.clientSecret}
voice-call-service: {}
extractor-service:
  MUZON_MUSIC_SERVERS: {path: extractorService.musicServers}
{{- end -}}

{{/* The other secrets that the services and their programs know. They stand under furtherSecrets, never under settings. */}}
{{- define "muzon.unplacedSecrets" -}}
- MUZON_BACKUP_KEY
- MUZON_CACHE_S3_KEY
- MUZON_CACHE_S3_SECRET
- MUZON_COBALT_KEY
- MUZON_CONSOLE_PASSWORD_HASH
- MUZON_LIBRARY_CHANNELS
- MUZON_METADATA_APPLE_TOKEN
- MUZON_METADATA_SPOTIFY_SECRET
- MUZON_METADATA_TIDAL_SECRET
- MUZON_METADATA_YANDEX_TOKEN
- MUZON_SEARCH_JAMENDO_CLIENT
- MUZON_SOURCES_PROXY
- MUZON_TDLIB_KEY_FORMER
{{- end -}}

{{/* The secrets of each service, with those that only an operator knows of. Takes the context or a dict with root. */}}
{{- define "muzon.secrets" -}}
{{- $root := .root | default . -}}
{{- $all := include "muzon.placedSecrets" $root | fromYaml -}}
{{- range $name, $service := include "muzon.services" $root | fromYaml -}}
{{- range $variable, $_ := (index $root.Values $service.values).furtherSecrets -}}
{{- $path := printf "%s.furtherSecrets.%s" $service.values $variable -}}
{{- $_ := set (index $all $name) $variable (dict "path" $path "required" true) -}}
{{- end -}}
{{- end -}}
{{- toYaml $all -}}
{{- end -}}

{{/* The secret at a path of the values, as JSON. Takes root and path. */}}
{{- define "muzon.secretAt" -}}
{{- $found := .root.Values -}}
{{- range splitList "." .path -}}
{{- $found = index $found . -}}
{{- end -}}
{{- toJson $found -}}
{{- end -}}

{{/* Where a pod finds its secrets, each in a file. */}}
{{- define "muzon.secretFolder" -}}
/run/secrets/muzon
{{- end -}}

{{/* The name of a secret's file. Takes its variable. */}}
{{- define "muzon.secretFile" -}}
{{ lower . | replace "_" "-" }}
{{- end -}}

{{/* Variables that name the files of one group's secrets. Takes root and group. */}}
{{- define "muzon.secretEnv" -}}
{{- range $variable, $fact := index (include "muzon.secrets" . | fromYaml) .group }}
{{- $secret := include "muzon.secretAt" (dict "root" $.root "path" $fact.path) | fromJson }}
{{- if or $secret.existingSecret $secret.value }}
- name: {{ $variable }}_FILE
  value: {{ include "muzon.secretFolder" $ }}/{{ include "muzon.secretFile" $variable }}
{{- end }}
{{- end }}
{{- end -}}

{{/*
The volume with the secrets of one service and those of all, readable by its group alone. Takes root and name, and a prefix
where Secrets other than the lasting ones hold the chart's values.
*/}}
{{- define "muzon.secretVolume" -}}
projected:
  defaultMode: 0440
  sources:
    {{- range $group := list "shared" .name }}
    {{- range $variable, $fact := index (include "muzon.secrets" $ | fromYaml) $group }}
    {{- $secret := include "muzon.secretAt" (dict "root" $.root "path" $fact.path) | fromJson }}
    {{- if or $secret.existingSecret $secret.value }}
    - secret:
        name: {{ $secret.existingSecret | default (include "muzon.object" (dict "root" $.root "name" (printf "%s%s" ($.prefix | default "") $group))) }}
        items:
          - {key: {{ $secret.key }}, path: {{ include "muzon.secretFile" $variable }}}
    {{- end }}
    {{- end }}
    {{- end }}
{{- end -}}

{{/* The values of one group that become a Secret of the chart. Takes root and group. */}}
{{- define "muzon.secretData" -}}
{{- range $variable, $fact := index (include "muzon.secrets" . | fromYaml) .group }}
{{- $secret := include "muzon.secretAt" (dict "root" $.root "path" $fact.path) | fromJson }}
{{- if and $secret.value (not $secret.existingSecret) }}
{{ $secret.key }}: {{ $secret.value | quote }}
{{- end }}
{{- end }}
{{- end -}}
