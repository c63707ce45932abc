package dev.muzon.protocol.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types of {@link Job}. Their names stand at {@link Job}, because JSON needs them there. */
public final class JobTypes {
    public static final JobType<ResolveTracks> RESOLVE_TRACKS = awaited(ResolveTracks.class, Queues.EXTRACTOR);
    public static final JobType<EnqueueTracks> ENQUEUE_TRACKS = awaited(EnqueueTracks.class, Queues.PLAYER);
    public static final JobType<StopPlayer> STOP_PLAYER = type(StopPlayer.class, Queues.PLAYER);
    public static final JobType<MovePlayer> MOVE_PLAYER = type(MovePlayer.class, Queues.PLAYER);
    public static final JobType<AdoptPlayer> ADOPT_PLAYER = type(AdoptPlayer.class, Queues.PLAYER);
    public static final JobType<VoiceChatChanged> VOICE_CHAT_CHANGED = type(VoiceChatChanged.class, Queues.PLAYER);

    /** News that is older than this finds the call tried again, or given up. */
    public static final JobType<RetryCall> RETRY_CALL =
            type(RetryCall.class, Queues.PLAYER).attempts(3).lifetime(Duration.ofMinutes(10));

    /** Telegram may want a long pause before an account joins one more channel. The person knows that it takes a while. */
    public static final JobType<AddChannel> ADD_CHANNEL = type(AddChannel.class, Queues.ASSISTANT)
            .attempts(3)
            .lifetime(Duration.ofHours(1))
            .retriedFor(Duration.ofMinutes(30));

    public static final JobType<ChannelAdded> CHANNEL_ADDED = type(ChannelAdded.class, Queues.GATEWAY);
    public static final JobType<MoveChannels> MOVE_CHANNELS = type(MoveChannels.class, Queues.ASSISTANT);

    /** An event that cannot be told is given up soon, because the next one shows the truth anyway. */
    public static final Set<JobType<? extends PlayerEvent>> EVENTS = Arrays.stream(
                    PlayerEvent.class.getPermittedSubclasses())
            .map(event ->
                    type(event.asSubclass(PlayerEvent.class), Queues.GATEWAY).attempts(3))
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<Class<?>, JobType<?>> BY_PAYLOAD = Stream.of(
                    Set.of(
                            RESOLVE_TRACKS,
                            ENQUEUE_TRACKS,
                            STOP_PLAYER,
                            MOVE_PLAYER,
                            ADOPT_PLAYER,
                            VOICE_CHAT_CHANGED,
                            RETRY_CALL,
                            ADD_CHANNEL,
                            CHANNEL_ADDED,
                            MOVE_CHANNELS),
                    EVENTS)
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableMap(JobType::payload, Function.identity()));

    private JobTypes() {}

    /** Returns every type of job that the services exchange. */
    public static Collection<JobType<?>> all() {
        return BY_PAYLOAD.values();
    }

    static JobType<?> of(Job job) {
        JobType<?> type = BY_PAYLOAD.get(job.getClass());
        if (type == null) {
            throw new IllegalStateException(job.getClass() + " has no type");
        }
        return type;
    }

    /**
     * Makes a type that a person waits for. After a minute of trouble they are told, after ten it would only surprise
     * them.
     */
    private static <T extends Job> JobType<T> awaited(Class<T> payload, String queue) {
        return type(payload, queue).lifetime(Duration.ofMinutes(10)).retriedFor(Duration.ofMinutes(1));
    }

    private static <T extends Job> JobType<T> type(Class<T> payload, String queue) {
        JsonSubTypes names = Job.class.getAnnotation(JsonSubTypes.class);
        return Arrays.stream(names.value())
                .filter(type -> type.value() == payload)
                .findFirst()
                .map(type -> JobType.of(type.name(), payload, queue))
                .orElseThrow();
    }
}
