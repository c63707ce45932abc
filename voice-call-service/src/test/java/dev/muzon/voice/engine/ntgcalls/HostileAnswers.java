package dev.muzon.voice.engine.ntgcalls;

import dev.muzon.protocol.failure.FailureException;
import dev.muzon.voice.engine.VoiceEngine;
import java.util.List;

/** A process that gets transport answers over which the library, if it saw them, would abort. */
final class HostileAnswers {
    static final String AUDIO = """
            {"payload-types":[{"id":111,"name":"opus","clockrate":48000,"channels":2}],"rtp-hdrexts":[]}""";
    private static final String VP8 = """
            {"id":100,"name":"VP8","clockrate":90000,"channels":0}""";
    private static final String PICTURES = """
            {"endpoint":"e","payload-types":[%s],"rtp-hdrexts":[],"server_sources":[]}""";

    private HostileAnswers() {}

    public static void main(String[] arguments) {
        List<String> answers = List.of(
                answer(AUDIO, PICTURES.formatted("")),
                answer(AUDIO, PICTURES.formatted(VP8 + ",{\"id\":101,\"name\":\"rtx\",\"clockrate\":90000}")),
                answer(
                        AUDIO,
                        PICTURES.formatted(
                                VP8 + ",{\"id\":101,\"name\":\"rtx\",\"clockrate\":90000,\"parameters\":{\"apt\":7}}")),
                answer(AUDIO, "null"),
                answer(AUDIO.replace("\"channels\":2", "\"channels\":21474836480"), PICTURES.formatted(VP8)),
                answer(AUDIO.replace("\"channels\":2", "\"channels\":-1"), PICTURES.formatted(VP8)));
        try (VoiceEngine engine = NtgcallsVoiceEngine.open(NtgcallsPaths.from(System.getenv()), e -> {})) {
            int connecting = 0;
            for (String answer : answers) {
                engine.createCall(1);
                try {
                    engine.connect(1, answer);
                    connecting++;
                } catch (FailureException e) {
                    System.out.println(e.getMessage());
                }
                engine.stop(1);
            }
            System.out.println("SURVIVED " + connecting);
        }
    }

    /** Makes the answer of a server on this machine that does not exist. */
    static String answer(String audio, String video) {
        return """
                {"transport":{"candidates":[{"generation":"0","component":"1","protocol":"udp","port":"9",\
                "ip":"127.0.0.1","foundation":"1","id":"1","priority":"2122260223","type":"host","network":"0"}],\
                "xmlns":"urn:xmpp:jingle:transports:ice-udp:1","ufrag":"abcd","pwd":"abcdefghijklmnopqrstuvwx",\
                "rtcp-mux":true,"fingerprints":[{"hash":"sha-256","setup":"active","fingerprint":"%s"}]},\
                "audio":%s,"video":%s}""".formatted("AB" + ":CD".repeat(31), audio, video);
    }
}
