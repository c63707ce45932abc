package dev.muzon.sandbox.voice.webrtc;

import dev.muzon.sandbox.voice.RoomAudio;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtcpMuxPolicy;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.media.audio.AudioOptions;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One user's peer connection: {@link #transport} for the client, {@link #connect} a little later, then its sound as
 * frames. Every upcall catches everything: an exception that reached native code would end the process.
 */
final class Participant implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Participant.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final long userId;
    private final JoinPayload client;
    private final Consumer<short[]> frames;
    private final Consumer<Participant> lost;
    private final CompletableFuture<Void> gathered = new CompletableFuture<>();
    private final CompletableFuture<Void> arrived = new CompletableFuture<>();
    private final RTCPeerConnection connection;
    private volatile boolean muted;
    private volatile double level;
    private boolean closed;

    /**
     * Makes a participant.
     *
     * @param frames takes {@link RoomAudio#FRAME_SAMPLES} each 10 ms on libwebrtc's playout thread
     * @param lost told once when nothing has come from the client for so long that it must be gone
     */
    Participant(
            PeerConnectionFactory factory,
            long userId,
            JoinPayload client,
            Consumer<short[]> frames,
            Consumer<Participant> lost) {
        this.lost = lost;
        this.userId = userId;
        this.client = client;
        this.frames = frames;
        this.connection = factory.createPeerConnection(configuration(), new Observer());
        RTCRtpTransceiverInit receiving = new RTCRtpTransceiverInit();
        receiving.direction = RTCRtpTransceiverDirection.RECV_ONLY;
        connection.addTransceiver(
                factory.createAudioTrack("receiver", factory.createAudioSource(new AudioOptions())), receiving);
    }

    private static RTCConfiguration configuration() {
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        configuration.rtcpMuxPolicy = RTCRtcpMuxPolicy.REQUIRE;
        configuration.portAllocatorConfig = new PortAllocatorConfig()
                .setDisableTcp(true)
                .setDisableStun(true)
                .setDisableRelay(true);
        return configuration;
    }

    /** Offers, gathers our addresses, and returns how the client reaches us. */
    String transport() {
        RTCSessionDescription offer = done(Description.offer(connection));
        SessionDescription opus = new SessionDescription(offer.sdp).onlyOpus();
        done(Description.setLocal(connection, new RTCSessionDescription(RTCSdpType.OFFER, opus.sdp())));
        done(gathered);
        return new SessionDescription(connection.getLocalDescription().sdp).transport();
    }

    /** Completes with the client's first packet. */
    CompletableFuture<Void> arrived() {
        return arrived;
    }

    /** Starts connecting to the client. */
    synchronized void connect() {
        if (!closed) {
            done(Description.setRemote(
                    connection,
                    new RTCSessionDescription(
                            RTCSdpType.ANSWER, SessionDescription.answer(client).sdp())));
        }
    }

    void mute(boolean silent) {
        muted = silent;
        level = 0;
    }

    double level() {
        return level;
    }

    /**
     * Counts RTP.
     *
     * @return the RTP counters so far, zeros once closed
     */
    synchronized Reception reception() {
        if (closed) {
            return new Reception(userId, "CLOSED", 0, 0, 0);
        }
        CompletableFuture<Reception> reception = new CompletableFuture<>();
        String state = connection.getConnectionState().name();
        connection.getStats(report -> {
            try {
                reception.complete(report.getStats().values().stream()
                        .map(RTCStats::getAttributes)
                        .filter(attributes ->
                                attributes.containsKey("packetsReceived") && attributes.containsKey("jitter"))
                        .findFirst()
                        .map(inbound -> new Reception(
                                userId,
                                state,
                                number(inbound, "packetsReceived"),
                                number(inbound, "packetsLost"),
                                number(inbound, "bytesReceived")))
                        .orElse(new Reception(userId, state, 0, 0, 0)));
            } catch (Throwable e) {
                reception.completeExceptionally(e);
            }
        });
        return done(reception);
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            connection.close();
        }
    }

    private void sound(byte[] data, int channels, int samples) {
        if (muted) {
            return;
        }
        short[] frame = new short[RoomAudio.FRAME_SAMPLES];
        var pcm = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        double energy = 0;
        for (int i = 0; i < Math.min(samples, RoomAudio.SAMPLE_RATE / 100); i++) {
            short left = pcm.get(i * channels);
            short right = pcm.get(i * channels + channels - 1);
            frame[2 * i] = left;
            frame[2 * i + 1] = right;
            energy += (double) left * left;
        }
        double now = Math.sqrt(energy / samples) / Short.MAX_VALUE;
        level = 0.8 * level + 0.2 * now; // smooths over about 100 ms, as a meter should
        frames.accept(frame);
    }

    private <T> T done(CompletableFuture<T> future) {
        try {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while talking to libwebrtc", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("libwebrtc refuses user " + userId + ": " + e.getMessage(), e);
        }
    }

    private final class Observer implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            // The local description carries them all once gathering is complete.
        }

        @Override
        public void onIceGatheringChange(RTCIceGatheringState state) {
            if (state == RTCIceGatheringState.COMPLETE) {
                gathered.complete(null);
            }
        }

        /** Reacts to libwebrtc's state. It calls a connection failed about 15 s after its last sign of life. */
        @Override
        public void onConnectionChange(RTCPeerConnectionState state) {
            if (state == RTCPeerConnectionState.CONNECTING) {
                arrived.complete(null);
            } else if (state == RTCPeerConnectionState.FAILED) {
                Thread.ofVirtual().start(() -> lost.accept(Participant.this));
            }
        }

        @Override
        public void onTrack(RTCRtpTransceiver transceiver) {
            try {
                if (transceiver.getReceiver().getTrack() instanceof AudioTrack track) {
                    track.addSink((data, _, _, channels, samples) -> {
                        try {
                            sound(data, channels, samples);
                        } catch (Throwable e) {
                            log.warn("Frame of user {} dropped", userId, e);
                        }
                    });
                }
            } catch (Throwable e) {
                log.error("User {} will not be heard", userId, e);
            }
        }
    }
}
