package dev.muzon.sandbox.voice.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the voice chat that sings one note, with libwebrtc itself at the other end of the wire. */
final class ToneParticipant implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SAMPLES = 480;

    private final AudioDeviceModule device = new AudioDeviceModule(AudioLayer.kDummyAudio);
    private final PeerConnectionFactory factory = new PeerConnectionFactory(device);
    private final CustomAudioSource source = new CustomAudioSource();
    private final AudioTrack track = factory.createAudioTrack("note", source);
    private final RTCPeerConnection connection = factory.createPeerConnection(new RTCConfiguration(), _ -> {});
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final double hertz;
    private long sung;

    ToneParticipant(double hertz) {
        this.hertz = hertz;
        connection.addTrack(track, List.of("voice"));
    }

    String payload() {
        RTCSessionDescription offer = Description.offer(connection).join();
        Description.setLocal(connection, offer).join();
        String[] print = attribute(offer.sdp, "fingerprint").split(" ", 2);
        String ssrc = offer.sdp
                .lines()
                .filter(line -> line.startsWith("a=ssrc:"))
                .findFirst()
                .orElseThrow();
        return """
                {"ufrag":"%s","pwd":"%s","fingerprints":[{"hash":"%s","setup":"passive","fingerprint":"%s"}],"ssrc":%d}""".formatted(
                        attribute(offer.sdp, "ice-ufrag"), attribute(offer.sdp, "ice-pwd"), print[0], print[1], (int)
                                Long.parseLong(ssrc.replaceAll("a=ssrc:(\\d+).*", "$1")));
    }

    void connect(String transportJson) {
        JsonNode transport = JSON.readTree(transportJson).required("transport");
        JsonNode print = transport.required("fingerprints").required(0);
        List<String> lines = new ArrayList<>(List.of(
                "v=0",
                "o=- 1 2 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0",
                "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                "c=IN IP4 0.0.0.0",
                "a=ice-ufrag:" + transport.required("ufrag").asString(),
                "a=ice-pwd:" + transport.required("pwd").asString(),
                "a=fingerprint:" + print.required("hash").asString() + " "
                        + print.required("fingerprint").asString(),
                "a=setup:active",
                "a=mid:0",
                "a=recvonly",
                "a=rtcp-mux",
                "a=rtpmap:111 opus/48000/2",
                "a=fmtp:111 minptime=10;useinbandfec=1"));
        for (JsonNode c : transport.required("candidates")) {
            lines.add("a=candidate:%s %s udp %s %s %s typ host generation 0"
                    .formatted(
                            c.required("foundation").asString(),
                            c.required("component").asString(),
                            c.required("priority").asString(),
                            c.required("ip").asString(),
                            c.required("port").asString()));
        }
        Description.setRemote(
                        connection, new RTCSessionDescription(RTCSdpType.ANSWER, String.join("\r\n", lines) + "\r\n"))
                .join();
        var _ = pace.scheduleAtFixedRate(this::sing, 0, 10, TimeUnit.MILLISECONDS);
    }

    private void sing() {
        byte[] pcm = new byte[SAMPLES * 2];
        for (int i = 0; i < SAMPLES; i++) {
            short sample = (short) (8000 * Math.sin(2 * Math.PI * hertz * sung++ / 48_000));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        source.pushAudio(pcm, 16, 48_000, 1, SAMPLES);
    }

    private static String attribute(String sdp, String name) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=" + name + ":"))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 3);
    }

    @Override
    public void close() {
        pace.shutdownNow();
        pace.close();
        connection.close();
        factory.dispose();
        device.dispose();
    }
}
