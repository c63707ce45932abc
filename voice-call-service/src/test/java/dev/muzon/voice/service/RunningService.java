package dev.muzon.voice.service;

import dev.muzon.coordination.StoreClock;
import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.runtime.contract.PlayersApi;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.voice.VoiceCallServiceApplication;
import dev.muzon.voice.engine.memory.InMemoryVoiceEngine;
import dev.muzon.voice.player.PlayerStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.json.JsonMapper;

/** One voice-call-service, with everything that one process has. */
final class RunningService implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final List<PlayerEvent> events = new ArrayList<>();

    RunningService(String mongoUri, URI neighbours) {
        this(mongoUri, neighbours, Duration.ofMillis(200));
    }

    RunningService(String mongoUri, URI neighbours, Duration saveEvery) {
        String[] settings = settings(mongoUri, neighbours, 0, Duration.ofSeconds(3));
        context = new SpringApplicationBuilder(VoiceCallServiceApplication.class)
                .registerShutdownHook(false)
                .run(Stream.of(settings)
                        .map(setting -> setting.replaceFirst("(save-every)=.*", "$1=" + saveEvery))
                        .toArray(String[]::new));
    }

    static String[] settings(String mongoUri, URI neighbours, int port, Duration lease) {
        return new String[] {
            "--server.port=" + port,
            "--spring.mongodb.uri=" + mongoUri,
            "--spring.main.banner-mode=off",
            "--muzon.internal-token=" + StubServices.TOKEN,
            "--muzon.services.assistant-service=" + neighbours,
            "--muzon.services.extractor-service=" + neighbours,
            "--muzon.services.bot-gateway=" + neighbours,
            "--muzon.peer-networks=127.0.0.1/32",
            "--muzon.voice.engine=memory",
            "--muzon.voice.save-every=200ms",
            "--muzon.voice.linger=200ms",
            "--muzon.voice.alone.pause-after=300ms",
            "--muzon.voice.call.first-retry=20ms",
            "--muzon.voice.ownership.takeover=200ms",
            "--muzon.voice.ownership.lease=" + lease
        };
    }

    InMemoryVoiceEngine engine() {
        return context.getBean(InMemoryVoiceEngine.class);
    }

    PlayerStore store() {
        return context.getBean(PlayerStore.class);
    }

    /** Returns the times from a person's message to the first sound. */
    Timer firstSounds() {
        return context.getBean(MeterRegistry.class)
                .get("muzon.voice.first.sound")
                .timer();
    }

    /** Returns the store's time. */
    Instant storeTime() {
        return context.getBean(StoreClock.class).instant();
    }

    void publish(String id, Job job) {
        context.getBean(JobPublisher.class).publish(id, job);
    }

    PlayerView player(long chatId) {
        return ask(client(), PlayersApi.class).view(new PlayerId(chatId));
    }

    PlayerView command(long chatId, PlayerCommand command, @Nullable Long epoch) {
        return ask(client(), PlayersApi.class)
                .command(new PlayerId(chatId), new CommandRequest(command, epoch, new Requester(7, "Ann")));
    }

    static <T> T ask(RestClient service, Class<T> contract) {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(service))
                .build()
                .createClient(contract);
    }

    RestClient client() {
        return RestClient.builder()
                .baseUrl("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"))
                .defaultHeaders(headers -> headers.setBearerAuth(StubServices.TOKEN))
                .build();
    }

    /** Returns all events that bot-gateway would have been told so far, in order. */
    List<PlayerEvent> events() {
        JobQueue queue = context.getBean(JobQueue.class);
        while (true) {
            Optional<ClaimedJob> claimed = queue.claim(Queues.GATEWAY, "test", Duration.ofSeconds(10));
            if (claimed.isEmpty()) {
                return List.copyOf(events);
            }
            events.add((PlayerEvent) JsonMapper.shared().readValue(claimed.get().payload(), Job.class));
            queue.complete(claimed.get());
        }
    }

    <T extends PlayerEvent> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
