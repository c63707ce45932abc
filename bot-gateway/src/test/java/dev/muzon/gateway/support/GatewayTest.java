package dev.muzon.gateway.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.runtime.jobs.JobPublisher;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole gateway: the real client over HTTP, the real queue, the real database. Each test has a separate chat. */
@ExtendWith(GatewayTestContext.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class GatewayTest {
    protected static final String INTERNAL_TOKEN = "0123456789abcdef0123456789abcdef";
    protected static final long STRANGER = 9;
    protected static final long OWNER = 77;
    protected static final long LOG_GROUP = -777;
    private static final AtomicLong CHATS = new AtomicLong(-1_000_000);
    private static final AtomicLong PEOPLE = new AtomicLong(1_000);

    protected final FakeBotApi telegram = GatewayTestContext.TELEGRAM;
    protected final FakePlayerService player = GatewayTestContext.PLAYER;
    protected final FakeSearchService search = GatewayTestContext.SEARCH;
    protected final FakeAssistantService assistants = GatewayTestContext.ASSISTANTS;
    protected final long chat = CHATS.decrementAndGet();
    protected final long requester = PEOPLE.incrementAndGet();
    protected final QueueEntry entry = Players.entry("e1", "Nocturne", requester);

    @Autowired
    protected JobPublisher publisher;

    private final int commandsBefore = player.commands().size();
    private int seen;
    private int seenToasts;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.mongodb.uri", GatewayTestContext.MONGO::uri);
        settings.add("muzon.internal-token", () -> INTERNAL_TOKEN);
        settings.add("muzon.telegram.api-url", GatewayTestContext.TELEGRAM::url);
        settings.add("muzon.telegram.token", () -> FakeBotApi.TOKEN);
        settings.add("muzon.services.voice-call-service", GatewayTestContext.PLAYER::url);
        settings.add("muzon.services.assistant-service", GatewayTestContext.ASSISTANTS::url);
        settings.add("muzon.services.extractor-service", GatewayTestContext.SEARCH::url);
        settings.add("muzon.operator.log-group", () -> LOG_GROUP);
        settings.add("muzon.access.owners", () -> OWNER);
        settings.add("muzon.song.enabled", () -> "on");
    }

    protected PlayerView playing(long epoch) {
        return Players.playing(chat, epoch, Instant.now(), entry);
    }

    protected int say(String language, String text) {
        seen = sent().size();
        return telegram.say(chat, requester, language, text);
    }

    protected int sayAt(Instant sent, String text) {
        seen = sent().size();
        return telegram.sayAt(sent, chat, requester, text);
    }

    /** Returns the id of everything that follows from an update. */
    protected static String requestId(int update) {
        return "tg:" + FakeBotApi.BOT + ":" + update;
    }

    /** Returns the answer to what was said last. */
    protected String reply() {
        await().untilAsserted(() -> assertThat(sent()).hasSizeGreaterThan(seen));
        return sent().getLast().text();
    }

    /**
     * Shows a card in a new message.
     *
     * @return the message's id, as the fake server numbers them
     */
    protected int card(PlayerView view) {
        publisher.publish("s:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), view));
        await().until(this::hasCard);
        return cardMessage();
    }

    /** Returns the id of the message that shows the card. */
    protected int cardMessage() {
        return Objects.requireNonNull(cards().find(new Document("_id", chat)).first())
                .getInteger("messageId");
    }

    protected boolean hasCard() {
        return cards().countDocuments(new Document("_id", chat)) == 1;
    }

    private static MongoCollection<Document> cards() {
        return stored("cards");
    }

    /** Returns the documents of a collection. */
    protected static MongoCollection<Document> stored(String collection) {
        return GatewayTestContext.MONGO.database().getCollection(collection);
    }

    protected void end(String job, EndReason reason, Failure failure) {
        publisher.publish(job + ":" + chat, new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, reason, failure));
    }

    /** Returns the commands that this test gave to the player. */
    protected List<CommandRequest> commands() {
        return player.commands().subList(commandsBefore, player.commands().size());
    }

    protected void press(long user, int messageId, String data) {
        seenToasts(() -> telegram.press(chat, user, messageId, data));
    }

    /** Does something that brings a new answer to a press. */
    protected void seenToasts(Runnable press) {
        seenToasts = telegram.calls("answercallbackquery").size();
        press.run();
    }

    /** Returns the answer to the last press. */
    protected FakeBotApi.Call toast() {
        await().untilAsserted(
                        () -> assertThat(telegram.calls("answercallbackquery")).hasSizeGreaterThan(seenToasts));
        return telegram.calls("answercallbackquery").getLast();
    }

    protected List<FakeBotApi.Call> sent() {
        return calls("sendmessage");
    }

    protected List<FakeBotApi.Call> edits() {
        return calls("editmessagetext");
    }

    /**
     * Returns the edit that ended the wait of a request. On a busy machine the message says first that somebody is
     * waited for.
     */
    protected FakeBotApi.Call outcome() {
        await().untilAsserted(() -> assertThat(edits())
                .isNotEmpty()
                .last()
                .satisfies(edit -> assertThat(edit.text()).doesNotStartWith("⏳")));
        return edits().getLast();
    }

    protected List<FakeBotApi.Call> calls(String method) {
        return telegram.calls(method).stream()
                .filter(call -> call.chatId() == chat)
                .toList();
    }

    /** Ends the track, and expects that nothing was drawn before. */
    protected void assertThatOnlyTheEndIsDrawn() {
        end("end", EndReason.FINISHED, null);
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
        assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).startsWith("✅ Played"));
    }
}
