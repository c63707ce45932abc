package dev.muzon.gateway.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.bot.rate.Rate;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.SongMessage;
import dev.muzon.gateway.telegram.TestBotApi;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final long CHAT = -100;
    private static final long OTHER = -200;

    private final FakeBotApi telegram = new FakeBotApi();
    private final BotApi api = TestBotApi.at(telegram);
    private final TestClock clock = TestClock.create();
    private final BlockingQueue<Ringing> alarms = new LinkedBlockingQueue<>();
    private final OutboxProperties limits = new OutboxProperties(
            new Rate(3, Duration.ofSeconds(3)),
            new Rate(20, Duration.ofSeconds(60)),
            new Rate(30, Duration.ofSeconds(1)),
            40);
    private final Outbox outbox = new Outbox(
            api,
            limits,
            clock,
            (delay, wake) -> alarms.add(new Ringing(delay, wake)),
            Executors.newVirtualThreadPerTaskExecutor(),
            new FailureLog(FailureClassifier.of(List.of()), List.of()),
            new SimpleMeterRegistry());

    /** A lane that waits until the test wakes it. */
    private record Ringing(Duration delay, Runnable wake) {}

    /** Lets the time pass that the next lane waits for. */
    private Duration passAlarm() throws InterruptedException {
        Ringing ringing = Objects.requireNonNull(alarms.poll(30, TimeUnit.SECONDS), "nobody waits");
        clock.advance(ringing.delay());
        ringing.wake().run();
        return ringing.delay();
    }

    @AfterEach
    void close() {
        outbox.destroy();
        telegram.close();
    }

    @Test
    void anIdleChatIsAnsweredAtOnceAndInOrder() {
        var sent = IntStream.range(0, 3).mapToObj(i -> send(CHAT, "m" + i)).toList();
        sent.forEach(CompletableFuture::join);
        assertThat(texts(CHAT)).containsExactly("m0", "m1", "m2");
        assertThat(alarms).isEmpty();
    }

    @Test
    void aMessageWhoseNumberTelegramDidNotSayWasSentTwice() throws InterruptedException {
        telegram.answerNext("sendMessage", 200, "{\"ok\":true,\"result\":{}}");
        assertThat(send(CHAT, "m0").join()).isEqualTo(Outbox.DROPPED);
        var sent = IntStream.range(1, 4).mapToObj(i -> send(CHAT, "m" + i)).toList();

        assertThat(passAlarm()).as("it counts for the limits").isEqualTo(Duration.ofSeconds(3));
        sent.forEach(CompletableFuture::join);
        assertThat(texts(CHAT)).containsExactly("m0", "m1", "m2", "m3");
    }

    @Test
    void aBurstIsSmoothedToOneASecond() throws InterruptedException {
        var sent = IntStream.range(0, 6).mapToObj(i -> send(CHAT, "m" + i)).toList();
        assertThat(passAlarm()).isEqualTo(Duration.ofSeconds(3));
        sent.forEach(CompletableFuture::join);
        assertThat(texts(CHAT)).containsExactly("m0", "m1", "m2", "m3", "m4", "m5");
    }

    @Test
    void aGroupGetsTwentyAMinuteHoweverSlowly() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            send(CHAT, "m" + i).join();
            clock.advance(Duration.ofSeconds(2));
        }
        var twentyFirst = send(CHAT, "m20");
        assertThat(passAlarm()).isEqualTo(Duration.ofSeconds(20));
        twentyFirst.join();
    }

    @Test
    void aFloodWaitIsWaitedExactlyAndInThatChatOnly() throws InterruptedException {
        telegram.floodNext("sendMessage", 17);
        var held = send(CHAT, "held");
        var behind = send(CHAT, "behind");
        await().untilAsserted(() -> assertThat(alarms).hasSize(1));

        send(OTHER, "free").join();
        assertThat(held).isNotDone();

        assertThat(passAlarm()).isEqualTo(Duration.ofSeconds(17));
        held.join();
        behind.join();
        assertThat(texts(CHAT)).containsExactly("held", "held", "behind");
    }

    @Test
    void anErrorInTheReportOfAFloodMadeTheChatMute() {
        var failing = new AtomicBoolean(true);
        var fragile = new Outbox(
                api,
                limits,
                clock,
                (delay, wake) -> alarms.add(new Ringing(delay, wake)),
                Executors.newVirtualThreadPerTaskExecutor(),
                new FailureLog(FailureClassifier.of(List.of()), List.of(_ -> {
                    if (failing.getAndSet(false)) {
                        throw new IllegalStateException("planned");
                    }
                })),
                new SimpleMeterRegistry());
        telegram.floodNext("sendMessage", 17);

        var flooded = fragile.send(CHAT, Content.of("flooded"), null);
        await().untilAsserted(() -> assertThat(flooded).isCompletedExceptionally());
        fragile.send(CHAT, Content.of("next"), null).join();

        assertThat(texts(CHAT)).containsExactly("flooded", "next");
        fragile.destroy();
    }

    /** Updates that come again after a restart find no waiting answer to merge with. */
    @Test
    void aQuestionFromBeforeAnEqualAnswerIsAnsweredByIt() {
        var help = Draft.once(Content.of("help"));
        var asked = Terms.reply(5).askedAgo(Duration.ofSeconds(20));
        int first = outbox.send(Destination.of(CHAT), help, asked).join();
        assertThat(outbox.send(Destination.of(CHAT), Draft.once(Content.of("help")), asked)
                        .join())
                .isEqualTo(first);
        assertThat(texts(CHAT)).containsExactly("help");

        clock.advance(Duration.ofSeconds(30));
        outbox.send(Destination.of(CHAT), help, asked).join();
        outbox.send(Destination.of(OTHER), help, asked).join();
        assertThat(texts(CHAT)).containsExactly("help", "help");
        assertThat(texts(OTHER)).containsExactly("help");
    }

    @Test
    void anOutageLosesAndReordersNothing() throws InterruptedException {
        telegram.answerNext("sendMessage", 502, "<html>Bad Gateway</html>");
        telegram.refuseNext("sendMessage", 500, "Internal Server Error");
        var first = send(CHAT, "first");
        var second = send(CHAT, "second");
        passAlarm();
        passAlarm();
        first.join();
        second.join();
        assertThat(texts(CHAT)).containsExactly("first", "first", "first", "second");
    }

    @Test
    void ofManyWaitingEditsOnlyTheLatestIsSent() throws InterruptedException {
        telegram.floodNext("editMessageText", 5);
        var edits = IntStream.range(0, 10)
                .mapToObj(i -> outbox.edit(CHAT, 7, Content.of("e" + i)))
                .toList();
        var elsewhere = outbox.edit(CHAT, 8, Content.of("other message"));
        passAlarm();
        edits.forEach(CompletableFuture::join);
        elsewhere.join();
        List<String> texts = texts(CHAT);
        assertThat(texts).hasSizeLessThanOrEqualTo(4).endsWith("e9", "other message");
    }

    @Test
    void aRefusedMessageFailsTypedAndHoldsUpNoOther() {
        telegram.refuseNext("sendMessage", 403, "Forbidden: bot was kicked from the supergroup chat");
        var refused = send(CHAT, "never");
        var next = send(CHAT, "next");
        assertThat(code(refused)).isEqualTo(FailureCode.BOT_REMOVED);
        next.join();
    }

    @Test
    void aMessageFollowsItsGroupIntoTheSupergroupAndAnEditDoesNot() {
        var moved = "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group chat was upgraded to a"
                + " supergroup chat\",\"parameters\":{\"migrate_to_chat_id\":-100500}}";
        telegram.answerNext("sendMessage", 400, moved);
        outbox.send(CHAT, Content.of("hello"), 3).join();
        assertThat(texts(-100500)).containsExactly("hello");
        assertThat(telegram.calls("sendmessage").getLast().body().has("reply_parameters"))
                .isFalse();

        telegram.answerNext("editMessageText", 400, moved);
        assertThat(code(outbox.edit(OTHER, 7, Content.of("x")))).isEqualTo(FailureCode.MESSAGE_GONE);
        assertThat(code(outbox.edit(CHAT, 7, Content.of("x")))).isEqualTo(FailureCode.MESSAGE_GONE);
        assertThat(texts(-100500)).containsExactly("hello");
    }

    @Test
    void aChatWithManyMessagesGetsNoDecoration() {
        assertThat(outbox.busy(CHAT)).isFalse();
        for (int i = 0; i < 10; i++) {
            send(CHAT, "m" + i).join();
            clock.advance(Duration.ofSeconds(2));
        }
        assertThat(outbox.busy(CHAT)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(outbox.busy(CHAT)).isFalse();
    }

    @Test
    void anEditThatChangesNothingSucceeds() {
        telegram.refuseNext(
                "editMessageText",
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the same");
        assertThat(outbox.edit(CHAT, 7, Content.of("same")).join()).isEqualTo(7);
    }

    @Test
    void anEditOfADeletedMessageFailsAsGone() {
        telegram.refuseNext("editMessageText", 400, "Bad Request: message to edit not found");
        assertThat(code(outbox.edit(CHAT, 7, Content.of("x")))).isEqualTo(FailureCode.MESSAGE_GONE);
    }

    @Test
    void aChatWithTooManyWaitingMessagesGetsNoMore() {
        telegram.floodNext("sendMessage", 60);
        var sent = IntStream.range(0, 41).mapToObj(i -> send(CHAT, "m" + i)).toList();
        assertThat(sent.getLast()).isCompletedExceptionally();
        assertThat(sent.get(39)).isNotDone();
    }

    @Test
    void closingTheOutboxWithdrawsWaitingMessages() {
        telegram.floodNext("sendMessage", 60);
        var held = send(CHAT, "held");
        await().untilAsserted(() -> assertThat(alarms).hasSize(1));
        outbox.destroy();
        await().untilAsserted(() -> assertThat(held).isCancelled());
        assertThatThrownBy(() -> Outbox.await(held))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.DRAINING));
    }

    @Test
    void aQuietChatIsForgottenAndABusyOneIsNot() {
        send(CHAT, "one").join();
        await().untilAsserted(() -> {
            clock.advance(Duration.ofMinutes(2));
            outbox.forgetQuietChats();
            assertThat(outbox.lanes()).isZero();
        });
    }

    @Test
    void aSongLeftAlthoughItsChatHadNoRoom(@TempDir Path folder) throws Exception {
        IntStream.range(0, 3).forEach(i -> send(CHAT, "m" + i).join());
        var song = outbox.upload(Destination.of(CHAT), song(folder), null);
        assertThat(passAlarm()).isEqualTo(Duration.ofSeconds(3));
        song.join();

        assertThat(telegram.calls("sendaudio")).hasSize(1);
    }

    @Test
    void theFloodWaitOfASongWasForgotten(@TempDir Path folder) throws Exception {
        telegram.floodNext("sendAudio", 117);
        assertThat(code(outbox.upload(Destination.of(CHAT), song(folder), null)))
                .isEqualTo(FailureCode.FLOOD_WAIT);
        assertThat(code(outbox.upload(Destination.of(CHAT), song(folder), null)))
                .isEqualTo(FailureCode.OUTBOX_FULL);

        var held = send(CHAT, "held");
        assertThat(passAlarm()).isEqualTo(Duration.ofSeconds(117));
        held.join();
    }

    private static SongMessage song(Path folder) throws IOException {
        Path file = Files.write(folder.resolve("song.mp3"), new byte[10]);
        return new SongMessage(file, "song.mp3", "Song", null, Duration.ofSeconds(1), null);
    }

    private CompletableFuture<Integer> send(long chat, String text) {
        return outbox.send(chat, Content.of(text), null);
    }

    private List<String> texts(long chat) {
        return telegram.calls("sendmessage", "editmessagetext").stream()
                .filter(call -> call.chatId() == chat)
                .map(FakeBotApi.Call::text)
                .toList();
    }

    private static FailureCode code(CompletableFuture<Integer> sent) {
        var failed = sent.handle((_, thrown) -> (FailureException) thrown).join();
        return failed.failure().code();
    }

    // A song whose upload was cut off was given up, because the cancellation came wrapped.
    @Test
    void aDeliveryThatWasCutOffIsLeftToTheNextLeaderWhateverFollowsIt() {
        var cutOff = new CompletableFuture<Integer>();
        CompletableFuture<Integer> followed =
                cutOff.exceptionallyCompose(CompletableFuture::failedFuture).thenApply(message -> message);
        cutOff.cancel(false);

        for (CompletableFuture<Integer> sent : List.of(cutOff, followed)) {
            assertThatThrownBy(() -> Outbox.await(sent))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("service.draining");
        }
    }
}
