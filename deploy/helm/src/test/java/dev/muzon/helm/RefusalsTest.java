package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that wrong values are refused before anything is installed. */
class RefusalsTest {

    @Test
    void aReleaseWithoutValuesIsToldEverythingThatItNeedsAtOnce() {
        assertThatThrownBy(() -> Chart.render("{}"))
                .hasMessageContaining("Set internalToken.existingSecret to the name of a Secret whose key")
                .hasMessageContaining("Set mongodb.uri.existingSecret")
                .hasMessageContaining("Set botGateway.botToken.existingSecret")
                .hasMessageContaining("Set assistantService.apiId.existingSecret")
                .hasMessageContaining("Set assistantService.apiHash.existingSecret")
                .hasMessageContaining("Set voiceCallService.image.repository to an image that you built");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            internalToken: {value: 0123456789abcdef}            | Set either internalToken.existingSecret or internalToken.value, not both.
            internalToken: {existingSecret: "", value: short}   | Make internalToken.value at least 16 characters long
            mongodb: {uri: {existingSecret: "", value: "mongodb://mongo.example"}} | Name a database in mongodb.uri.value
            botGateway: {settings: {BOT_TOKEN: "1:a"}}          | Take BOT_TOKEN out of botGateway.settings
            botGateway: {settings: {MUZON_MANAGEMENT_PORT: "1"}} | Take MUZON_MANAGEMENT_PORT out of botGateway.settings
            botGateway: {settings: {BOT_TOKEN_FILE: /run/a}}    | Take BOT_TOKEN_FILE out of botGateway.settings
            botGateway: {furtherSecrets: {MUZON_TDLIB_KEY: {key: a, value: b}}} | Take MUZON_TDLIB_KEY out of botGateway.furtherSecrets
            botGateway: {furtherSecrets: {MUZON_A: {key: a}}}   | Set botGateway.furtherSecrets.MUZON_A.existingSecret
            botGateway: {furtherSecrets: {MUZON_A: {key: a, value: b}}, settings: {MUZON_A: b}} | Take MUZON_A out of botGateway.settings
            voiceCallService: {settings: {MUZON_SELF_URL: a}}   | Take MUZON_SELF_URL out of voiceCallService.settings
            extractorService: {settings: {API_HASH: a}}         | Take API_HASH out of extractorService.settings
            extractorService: {settings: {MUZON_BOT_GATEWAY_URL: a}} | Take MUZON_BOT_GATEWAY_URL out of extractorService.settings
            traces: {url: "http://collector/v1/traces"}         | Name the collector's pods or addresses in traces.to
            botGateway: {settings: {MUZON_TRACES_URL: a}}       | Take MUZON_TRACES_URL out of botGateway.settings
            assistantService: {oidc: {issuer: "https://login.example"}} | Set assistantService.oidc.issuer, clientId, clientSecret and allowed together
            assistantService: {oidc: {issuer: "https://login.example", clientId: a, clientSecret: {value: b}, allowed: [c]}} | Name the identity provider's pods or addresses in assistantService.oidc.to
            assistantService: {settings: {MUZON_CONSOLE_OIDC_CLIENT_SECRET: a}} | Take MUZON_CONSOLE_OIDC_CLIENT_SECRET out of assistantService.settings
            ingress: {enabled: true}                            | Set ingress.host to the public name
            assistantService: {ingress: {enabled: true, host: muzon.example, tlsSecret: tls}} | Set assistantService.furtherSecrets.MUZON_CONSOLE_PASSWORD_HASH or assistantService.oidc
            assistantService: {ingress: {enabled: true, host: muzon.example, tlsSecret: tls}, settings: {MUZON_CONSOLE_HOST: a}} | Take MUZON_CONSOLE_HOST out of assistantService.settings
            assistantService: {settings: {MUZON_CONSOLE_HOST: a}} | Set assistantService.furtherSecrets.MUZON_CONSOLE_PASSWORD_HASH or assistantService.oidc
            assistantService: {settings: {MUZON_CONSOLE_HOST: a}} | Name the pods or addresses of your way in to the login page in networkPolicies.console.from
            assistantService: {settings: {MUZON_CONSOLE_HOST: a, MUZON_CONSOLE_ADDRESS: b}} | Take MUZON_CONSOLE_ADDRESS out of assistantService.settings
            extractorService: {furtherSecrets: {MUZON_A: {key: secret, value: a}, MUZON_B: {key: secret, value: b}}} | Give extractorService.furtherSecrets.MUZON_B.key another name than extractorService.furtherSecrets.MUZON_A.key
            assistantService: {apiId: {existingSecret: "", key: api, value: a}, apiHash: {existingSecret: "", key: api, value: b}} | Give assistantService.apiId.key another name than assistantService.apiHash.key
            extractorService: {settings: {MUZON_CACHE_S3_SECRET: a}} | Move MUZON_CACHE_S3_SECRET from extractorService.settings to extractorService.furtherSecrets, as {existingSecret: NAME, key: KEY}
            assistantService: {settings: {MUZON_BACKUP_KEY: a}} | Move MUZON_BACKUP_KEY from assistantService.settings
            fullnameOverride: a.b                               | Set fullnameOverride to a name such as music-1
            fullnameOverride: 1music                            | names of Services cannot begin with "1music"
            nameOverride: a..b                                  | names of Services cannot begin with "muzon-a..b"
            commonLabels: {app.kubernetes.io/component: a}      | Take app.kubernetes.io/component out of commonLabels: the chart sets it.
            commonLabels: {team: "the music"}                   | Write team in commonLabels as a label
            commonLabels: {"the team": music}                   | Write the key "the team" of commonLabels as that of a label
            commonLabels: {grafana_dashboard: "2"}              | Take grafana_dashboard out of dashboards.labels or out of commonLabels
            serviceMonitor: {labels: {muzon.dev/metrics: a}}    | Take muzon.dev/metrics out of serviceMonitor.labels
            botGateway: {podAnnotations: {checksum/secrets: a}} | Take checksum/secrets out of botGateway.podAnnotations
            voiceCallService: {podAnnotations: {"a b": a}}      | Write the key "a b" of voiceCallService.podAnnotations as that of an annotation
            ingress: {host: 1.2.3.4}                            | Write ingress.host as a name of DNS such as muzon.example.org: "1.2.3.4" is none.
            assistantService: {ingress: {host: a..b}}           | Write assistantService.ingress.host as a name of DNS
            clusterDomain: cluster..local                       | Write clusterDomain as a name of DNS
            networkPolicies: {telegram: {cidrs: [1.2.3/99]}}    | Write the networks of networkPolicies.telegram.cidrs as 10.0.0.0/8 or fd00::/8: "1.2.3/99" is none.
            networkPolicies: {telegram: {cidrs: ["1::2::/64"]}} | Write the networks of networkPolicies.telegram.cidrs
            networkPolicies: {internet: {exceptIPv4: [999.1.1.1/99]}} | Write the networks of networkPolicies.internet.exceptIPv4
            networkPolicies: {internet: {exceptIPv6: ["fd00::/129"]}} | Write the networks of networkPolicies.internet.exceptIPv6
            networkPolicies: {mongodb: {to: [{ipBlock: {cidr: 10.0.0.7}}]}} | Write the networks of networkPolicies.mongodb.to
            extractorService: {extraEgress: [{to: [{ipBlock: {cidr: 10.0.0.7}}]}]} | Write the networks of extractorService.extraEgress
            extractorService: {resources: {limits: {memory: viel}}} | Write extractorService.resources.limits.memory as an amount such as 500m or 512Mi: "viel" is none.
            traces: {url: "http://198.51.100.7:4319/v1/traces", to: [{ipBlock: {cidr: 198.51.100.7/32}}]} | Set traces.port to 4319, the port in traces.url
            traces: {url: "https://198.51.100.7/v1/traces", to: [{ipBlock: {cidr: 198.51.100.7/32}}]} | Set traces.port to 443, the port in traces.url
            assistantService: {oidc: {issuer: "https://login.example:8443/a", to: [{ipBlock: {cidr: 198.51.100.7/32}}]}} | Set assistantService.oidc.port to 8443, the port in assistantService.oidc.issuer
            mongodb: {uri: {existingSecret: "", value: "mongodb://u:p@mongo.example:27018/muzon"}} | Set networkPolicies.mongodb.port to 27018, the port in mongodb.uri.value
            extractorService: {autoscaling: {enabled: true, maxReplicas: 1}} | Make extractorService.autoscaling.maxReplicas at least as large
            voiceCallService: {autoscaling: {enabled: true, maxReplicas: 1}} | Make voiceCallService.autoscaling.maxReplicas at least as large
            voiceCallService: {autoscaling: {enabled: true, callsPerPod: 100}} | Make voiceCallService.autoscaling.callsPerPod less than MUZON_VOICE_MAX_PLAYERS (100)
            """)
    void valuesThatContradictEachOtherAreRefusedWithASentence(String values, String sentence) {
        assertThatThrownBy(() -> Chart.with(values)).hasMessageContaining(sentence);
    }

    @Test
    void everyFormThatKubernetesTakesPasses() {
        assertThat(Chart.with("""
                        commonLabels: {example.org/team: "", a: A_b.c-9}
                        clusterDomain: local
                        ingress: {enabled: true, host: 1.bot-2.example}
                        botGateway:
                          podAnnotations: {example.org/why_not: "any text, even with blanks"}
                          resources: {requests: {cpu: 0.5, memory: 1e9}, limits: {cpu: 2, memory: 1.5Gi, ephemeral-storage: 536870912}}
                          tolerations: [{operator: Exists}, {key: a, value: b, effect: NoExecute, tolerationSeconds: 60}]
                        networkPolicies:
                          telegram: {cidrs: [0.0.0.0/0, 255.255.255.255/32, "::/0", "::1/128", "1:2:3:4:5:6:7:8/128", "2001:db8::1:0/64"]}
                          mongodb:
                            to:
                              - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
                              - namespaceSelector: {}
                                podSelector: {matchExpressions: [{key: app, operator: In, values: [mongo]}]}
                        voiceCallService: {extraEgress: [{to: [{podSelector: {}}], ports: [{protocol: UDP, port: 1, endPort: 9}, {port: http}]}]}
                        """)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb: {uri: {existingSecret: '', value: 'mongodb://u:p@a.example:27018,[fd00::1]/muzon'}}",
                "mongodb: {uri: {existingSecret: '', value: 'mongodb+srv://a.example/muzon'}}",
                "traces: {url: 'http://collector/v1/traces', to: [{podSelector: {}}]}",
                "traces: {url: 'http://[fd00::1]:4318', to: [{ipBlock: {cidr: 'fd00::1/128'}}]}",
                "{traces: {url: 'http://198.51.100.7'}, networkPolicies: {enabled: false}}"
            })
    void aPortThatIsOpenOrThatBelongsToAServiceOfPodsPasses(String values) {
        assertThat(Chart.with(values)).isNotEmpty();
    }

    // Kubernetes refuses or evicts each of them when a part of the release is made already.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            voiceCallService: {resources: {requests: {memory: 2Gi}}} | Make voiceCallService.resources.requests.memory (2Gi) at most its limit (1536Mi).
            botGateway: {resources: {requests: {cpu: 1500m}, limits: {cpu: 1}}} | Make botGateway.resources.requests.cpu (1500m) at most its limit (1).
            botGateway: {resources: {limits: {mem: 1Gi}}} | Write "mem" in botGateway.resources.limits as a resource of Kubernetes
            networkPolicies: {internet: {exceptIPv4: [0.0.0.0/0]}} | Take "0.0.0.0/0" out of networkPolicies.internet.exceptIPv4
            networkPolicies: {internet: {exceptIPv6: ["::/0"]}} | Take "::/0" out of networkPolicies.internet.exceptIPv6
            networkPolicies: {mongodb: {to: [{ipBlock: {cidr: 10.0.0.0/24, except: [192.168.0.0/24]}}]}} | Take "192.168.0.0/24" out of the exceptions in networkPolicies.mongodb.to: it lies outside of 10.0.0.0/24.
            networkPolicies: {mongodb: {to: [{ipBlock: {cidr: 10.0.0.0/24, except: [10.0.0.0/24]}}]}} | Take "10.0.0.0/24" out of the exceptions in networkPolicies.mongodb.to
            traces: {to: [{ipBlock: {cidr: "fd00:1::/32", except: ["fd00:2::/64"]}}]} | Take "fd00:2::/64" out of the exceptions in traces.to: it lies outside of fd00:1::/32.
            traces: {to: [{ipBlock: {cidr: 10.0.0.0/8, except: ["fd00:2::/64"]}}]} | Take "fd00:2::/64" out of the exceptions in traces.to
            networkPolicies: {mongodb: {to: [{ipBlock: {cidr: 10.0.0.0/24}, podSelector: {}}]}} | Give each peer of networkPolicies.mongodb.to either an ipBlock or selectors, not both.
            networkPolicies: {mongodb: {to: [{podSelector: {matchLabels: {"a b": c}}}]}} | Write "a b: c" in networkPolicies.mongodb.to as a label with its value
            networkPolicies: {mongodb: {to: [{podSelector: {matchExpressions: [{key: app, operator: In}]}}]}} | Give app in networkPolicies.mongodb.to values
            networkPolicies: {mongodb: {to: [{podSelector: {matchExpressions: [{key: app, operator: Exists, values: [a]}]}}]}} | Take the values of app out of networkPolicies.mongodb.to
            voiceCallService: {extraEgress: [{ports: [{port: 80000}]}]} | Write the port 80000 of voiceCallService.extraEgress as one from 1 to 65535.
            voiceCallService: {extraEgress: [{ports: [{port: "80"}]}]} | Write the port "80" of voiceCallService.extraEgress as a number without quotes
            voiceCallService: {extraEgress: [{ports: [{port: http, endPort: 90}]}]} | Give the endPort 90 of voiceCallService.extraEgress a port with a number
            voiceCallService: {extraEgress: [{ports: [{port: 100, endPort: 90}]}]} | Make the endPort 90 of voiceCallService.extraEgress at least as large as its port 100.
            botGateway: {tolerations: [{key: a, operator: Exists, value: b}]} | Take the value "b" out of botGateway.tolerations
            botGateway: {tolerations: [{value: b}]} | Give each of botGateway.tolerations a key, or the operator Exists.
            botGateway: {tolerations: [{}]} | Give each of botGateway.tolerations a key, or the operator Exists.
            botGateway: {tolerations: [{key: "a b", operator: Exists}]} | Write the key "a b" of botGateway.tolerations
            botGateway: {tolerations: [{key: a, value: "b c"}]} | Write the value "b c" of botGateway.tolerations
            botGateway: {tolerations: [{operator: Exists, effect: NoSchedule, tolerationSeconds: 9}]} | Take tolerationSeconds out of botGateway.tolerations, or set its effect to NoExecute.
            botGateway: {nodeSelector: {"a b": c}} | Write "a b: c" in botGateway.nodeSelector as a label with its value
            topologySpread: {topologyKey: "zone a"} | Write topologySpread.topologyKey as the key of a label of nodes
            voiceCallService: {javaOptions: -Xmx2g} | Make voiceCallService.resources.limits.memory (1536Mi) larger than the heap of Java (2g)
            voiceCallService: {settings: {MUZON_VOICE_HEAP: 1536m}} | Make voiceCallService.resources.limits.memory (1536Mi) larger than the heap of Java (1536m)
            voiceCallService: {settings: {MUZON_VOICE_HEAP: much}} | Write MUZON_VOICE_HEAP in voiceCallService.settings as a size such as 400m.
            extractorService: {autoscaling: {enabled: true}, resources: {requests: {cpu: "0"}}} | Set extractorService.resources.requests.cpu
            extractorService: {settings: {MUZON_CACHE_SIZE: 20GB}} | Make extractorService.cacheSize (3Gi) at least 512Mi larger than MUZON_CACHE_SIZE (20GB)
            extractorService: {cacheSize: 512Mi} | Make extractorService.cacheSize (512Mi) at least 512Mi larger than MUZON_CACHE_SIZE (1GB)
            voiceCallService: {settings: {MUZON_VOICE_RECORDINGS_LIMIT: 50GB}} | Make voiceCallService.cacheSize (8Gi) at least 512Mi larger than MUZON_VOICE_RECORDINGS_LIMIT (50GB)
            extractorService: {settings: {MUZON_CACHE_DIR: /var/cache}} | Name a folder below /cache in extractorService.settings.MUZON_CACHE_DIR
            voiceCallService: {settings: {MUZON_VOICE_RECORDINGS: /cache/../rec}} | Name a folder below /cache in voiceCallService.settings.MUZON_VOICE_RECORDINGS
            {internalToken: {existingSecret: muzon-shared}, mongodb: {uri: {existingSecret: "", value: "mongodb://mongo.example/muzon"}}} | Give the Secret muzon-shared of internalToken another name: the chart makes one of that name of mongodb.uri.value.
            restoring: true | Set assistantService.furtherSecrets.MUZON_BACKUP_KEY
            {assistantService: {settings: {MUZON_CONSOLE_HOST: "https://page.example.org"}}} | Write assistantService.settings.MUZON_CONSOLE_HOST as a name of DNS
            """)
    void valuesThatKubernetesWouldRefuseOrEndAPodForAreRefusedBefore(String values, String sentence) {
        assertThatThrownBy(() -> Chart.with(values)).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            networkPolicies: {mongodb: {to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {ipBlock: {cidr: "2001:db8::/32", except: ["2001:db8:0:1::/64"]}}]}}
            voiceCallService: {settings: {MUZON_VOICE_HEAP: 400m}}
            botGateway: {tolerations: [{operator: Exists}, {key: a, operator: Equal, value: b, effect: NoExecute, tolerationSeconds: 60}], nodeSelector: {kubernetes.io/arch: amd64}, resources: {limits: {memory: null}}}
            extractorService: {settings: {MUZON_CACHE_SIZE: 20GB, MUZON_CACHE_DIR: /cache}, cacheSize: 21Gi}
            botGateway: {affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, podAffinityTerm: {topologyKey: a, labelSelector: {matchLabels: {a: b}}}}]}, nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In, values: [b]}]}]}}}}
            """)
    void valuesThatKubernetesTakesPass(String values) {
        assertThat(Chart.with(values)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1music", "my.music"})
    void aReleaseWhoseNameCannotBeginThatOfAServiceNeedsAnotherForIt(String release) {
        assertThatThrownBy(() -> Chart.named(release, "{}"))
                .hasMessageContaining("Set fullnameOverride to a name such as music-1")
                .hasMessageContaining("\"" + release + "-muzon\"");
        assertThat(Chart.named(release, "fullnameOverride: music-1"))
                .extracting(Manifest::name)
                .contains("music-1-bot-gateway");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            botGatway: {}                                       | botGatway
            botGateway: {replica: 3}                            | replica
            botGateway: {replicas: 0}                           | botGateway/replicas
            botGateway: {replicas: many}                        | botGateway/replicas
            assistantService: {replicas: 2}                     | replicas
            assistantService: {accounts: []}                    | assistantService/accounts
            assistantService: {accounts: [Main]}                | assistantService/accounts
            assistantService: {sessions: {accessMode: ReadWriteMany}} | sessions/accessMode
            assistantService: {sessions: {size: 5GB}}           | sessions/size
            assistantService: {models: {hostPath: /models}}     | hostPath
            assistantService: {oidc: {issuer: "http://login.example"}} | oidc/issuer
            assistantService: {oidc: {allowed: ["*"]}}          | oidc/allowed
            assistantService: {ingress: {enabled: true, tlsSecret: tls}} | assistantService/ingress/host
            assistantService: {ingress: {enabled: true, host: muzon.example}} | assistantService/ingress/tlsSecret
            assistantService: {ingress: {enabled: true, host: "https://muzon.example", tlsSecret: tls}} | assistantService/ingress/host
            podSecurity: {runAsUser: 0}                         | podSecurity/runAsUser
            botGateway: {settings: {LOGGER_ID: -1001234567890}} | settings/LOGGER_ID
            botGateway: {settings: {owner-id: "1"}}             | owner-id
            botGateway: {furtherSecrets: {MUZON_A: a}}          | furtherSecrets/MUZON_A
            voiceCallService: {image: {digest: "sha256:abc"}}   | image/digest
            tests: {image: busybox}                             | tests/image
            tests: {image: "busybox:latest"}                    | tests/image
            tests: {image: "busybox:1.37@sha256:abc"}           | tests/image
            networkPolicies: {telegram: {cidrs: []}}            | telegram/cidrs
            networkPolicies: {mongodb: {to: [{podSelektor: {}}]}} | podSelektor
            networkPolicies: {console: {from: [{}]}}            | console/from/0
            voiceCallService: {extraEgress: [{port: 1}]}        | voiceCallService/extraEgress/0
            voiceCallService: {extraEgress: [{}]}               | voiceCallService/extraEgress/0
            voiceCallService: {tolerations: [{foo: bar}]}       | voiceCallService/tolerations/0
            logFormat: xml                                      | logFormat
            botGateway: {affinity: {nodeAffinitty: {}}}         | nodeAffinitty
            botGateway: {affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 101, podAffinityTerm: {topologyKey: a}}]}}} | weight
            extractorService: {image: null}                     | missing property
            ingress: {host: "https://bot.example"}              | ingress/host
            voiceCallService: {drainSeconds: 601}               | drainSeconds
            """)
    void valuesOfAWrongFormAreRefusedByTheirName(String values, String name) {
        assertThatThrownBy(() -> Chart.with(values))
                .satisfies(e -> assertThat(e.getMessage().replace('.', '/')).contains(name));
    }
}
