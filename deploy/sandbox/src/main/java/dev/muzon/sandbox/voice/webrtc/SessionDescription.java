package dev.muzon.sandbox.voice.webrtc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two translations between SDP, which libwebrtc speaks, and the JSON of Telegram's voice chats.
 *
 * @param sdp lines ended by CRLF
 */
record SessionDescription(String sdp) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int OPUS = 111;
    private static final List<String> EXTENSIONS = List.of(
            "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01");

    /** Returns our offer reduced to what such a voice chat carries: Opus, and the three header extensions it knows. */
    SessionDescription onlyOpus() {
        Predicate<String> otherPayload = line -> line.matches("a=(rtpmap|fmtp|rtcp-fb):(?!" + OPUS + "\\b).*");
        List<String> lines = new ArrayList<>();
        for (String line : sdp.lines().toList()) {
            if (line.startsWith("m=audio")) {
                lines.add("m=audio 9 UDP/TLS/RTP/SAVPF " + OPUS);
            } else if (!otherPayload.test(line) && !line.startsWith("a=extmap")) {
                lines.add(line);
            }
            if (line.startsWith("a=mid:")) {
                lines.addAll(extensionLines());
            }
        }
        return new SessionDescription(String.join("\r\n", lines) + "\r\n");
    }

    /** Makes the client's answer to our offer, from its join payload. It is the passive side and only sends. */
    static SessionDescription answer(JoinPayload client) {
        List<String> lines = new ArrayList<>(List.of(
                "v=0",
                "o=- 1 2 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0",
                "m=audio 9 UDP/TLS/RTP/SAVPF " + OPUS,
                "c=IN IP4 0.0.0.0",
                "a=ice-ufrag:" + client.ufrag(),
                "a=ice-pwd:" + client.pwd(),
                "a=fingerprint:" + client.hash() + " " + client.fingerprint(),
                "a=setup:passive",
                "a=mid:0"));
        lines.addAll(extensionLines());
        lines.addAll(List.of(
                "a=sendonly",
                "a=rtcp-mux",
                "a=rtpmap:" + OPUS + " opus/48000/2",
                "a=rtcp-fb:" + OPUS + " transport-cc",
                "a=fmtp:" + OPUS + " minptime=10;useinbandfec=1",
                "a=ssrc:" + client.ssrc() + " cname:voice",
                "a=ssrc:" + client.ssrc() + " msid:voice sound"));
        return new SessionDescription(String.join("\r\n", lines) + "\r\n");
    }

    /** Makes the transport answer for the client, from our gathered offer. */
    String transport() {
        Map<String, Object> audio = Map.of(
                "payload-types",
                List.of(Map.of(
                        "id",
                        OPUS,
                        "name",
                        "opus",
                        "clockrate",
                        48_000,
                        "channels",
                        2,
                        "parameters",
                        Map.of("minptime", 10, "useinbandfec", 1),
                        "rtcp-fbs",
                        List.of(Map.of("type", "transport-cc")))),
                "rtp-hdrexts",
                extensions());
        // Clients refuse an answer without a video codec, also when nobody sends a picture.
        Map<String, Object> video = Map.of(
                "endpoint",
                "sandbox",
                "payload-types",
                List.of(Map.of(
                        "id", 100, "name", "VP8", "clockrate", 90_000, "parameters", Map.of(), "rtcp-fbs", List.of())),
                "rtp-hdrexts",
                List.of(),
                "server_sources",
                List.of());
        Map<String, Object> transport = new LinkedHashMap<>();
        transport.put("candidates", candidates());
        transport.put("xmlns", "urn:xmpp:jingle:transports:ice-udp:1");
        transport.put("ufrag", attribute("ice-ufrag"));
        transport.put("pwd", attribute("ice-pwd"));
        transport.put("rtcp-mux", true);
        String[] fingerprint = attribute("fingerprint").split(" ", -1);
        transport.put(
                "fingerprints",
                List.of(Map.of("hash", fingerprint[0], "setup", "active", "fingerprint", fingerprint[1])));
        return JSON.writeValueAsString(Map.of("transport", transport, "audio", audio, "video", video));
    }

    /** Returns the candidates. Every field of one is a string there, numbers too. */
    private List<Map<String, String>> candidates() {
        List<Map<String, String>> candidates = new ArrayList<>();
        for (String line : attributes("candidate")) {
            String[] part = line.split(" ", -1);
            if (part[2].equalsIgnoreCase("udp")) {
                Map<String, String> candidate = new LinkedHashMap<>();
                candidate.put("generation", "0");
                candidate.put("component", part[1]);
                candidate.put("protocol", "udp");
                candidate.put("port", part[5]);
                candidate.put("ip", part[4]);
                candidate.put("foundation", part[0]);
                candidate.put("id", "c" + candidates.size());
                candidate.put("priority", part[3]);
                candidate.put("type", part[7]);
                candidate.put("network", "0");
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    private String attribute(String name) {
        return attributes(name).getFirst();
    }

    private List<String> attributes(String name) {
        String prefix = "a=" + name + ":";
        return sdp.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .collect(Collectors.toList());
    }

    private static List<Map<String, Object>> extensions() {
        List<Map<String, Object>> extensions = new ArrayList<>();
        for (String uri : EXTENSIONS) {
            extensions.add(Map.of("id", extensions.size() + 1, "uri", uri));
        }
        return extensions;
    }

    private static List<String> extensionLines() {
        return extensions().stream()
                .map(extension -> "a=extmap:" + extension.get("id") + " " + extension.get("uri"))
                .toList();
    }
}
