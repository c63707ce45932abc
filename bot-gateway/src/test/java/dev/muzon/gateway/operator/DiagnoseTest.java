package dev.muzon.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureKind;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DiagnoseTest extends GatewayTest {
    @Autowired
    private RecentFailures recent;

    @Autowired
    private Diagnosis diagnosis;

    // "Only the bot's owner can log one in. I'll go on then.", to the owner.
    @ParameterizedTest
    @CsvSource({"en, owner", "ru, владел"})
    void theOwnerWasSentToTheOwner(String language, String owner) {
        assertThat(FailureCode.values())
                .filteredOn(code -> code.kind() != FailureKind.FLOOD_WAIT)
                .extracting(code -> diagnosis.why(failure(code), new Language(language)))
                .noneMatch(why -> why.contains(owner));
    }

    private static Failure failure(FailureCode code) {
        return code.kind() == FailureKind.PER_INSTANCE
                ? Failure.perInstance(code, "planned", "account:main")
                : Failure.of(code, "planned");
    }

    @Test
    void anOwnerReadsWhatWorksAndWhatDoesNot() {
        player.shows(playing(5));
        fail();

        String diagnosis = diagnosis("en");

        assertThat(diagnosis)
                .startsWith("🩺 <b>What I see in this group</b>")
                .contains("✅ The database answers.")
                .contains("❌ Account second is not logged in.")
                .contains("✅ Account main is ready and in 0 voice chats.")
                .contains("Account main is in this group")
                .contains("✅ Music plays.")
                .contains(
                        "❌ extractor-service does not answer, or answers with an error (<code>peer.unavailable</code>)")
                .contains("What went wrong here lately")
                .contains("ago: Nothing found.", "(<code>track.not-found</code>)");
    }

    // Two parts ask it, and each wrote a warning.
    @Test
    void aServiceThatIsAskedTwiceIsAwayOnceInTheLog(CapturedOutput output) {
        diagnosis("en");

        assertThat(output.getOut().lines().filter(line -> line.contains("/diagnose: extractor-service: peer.")))
                .hasSize(1);
    }

    @Test
    void anOwnerReadsWhyTheMusicIsNotHeardInRussian() {
        player.shows(Players.withCall(
                new CallStatus(CallStatus.Phase.RECONNECTING, Failure.of(FailureCode.NO_ASSISTANT, "none")),
                playing(5)));

        assertThat(diagnosis("ru"))
                .contains("Что я вижу в этой группе", "✅ База данных отвечает.")
                .contains("❌ Музыку не слышно: ", "(<code>assistant.none</code>)")
                .contains("✅ С тех пор как я на связи, ни одна просьба здесь не сорвалась.");
    }

    // "✅ Nothing has gone wrong here" stood below a line with ❌.
    @Test
    void whatDoesNotWorkWasFollowedByWordsThatNothingHasGoneWrong() {
        assertThat(diagnosis("en"))
                .containsOnlyOnce("❌ extractor-service does not answer")
                .endsWith("\n\n✅ No request failed here since I started.");
    }

    // "voice-call-service doesn't answer as it should: My memory is away for a moment … please ask again in a minute".
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | voice-call-service doesn't answer as it should: MongoDB does not answer.           | again
            ru | voice-call-service отвечает не так, как нужно: MongoDB не отвечает.                | попро
            en | extractor-service does not answer, or answers with an error                        | again
            ru | extractor-service не отвечает или отвечает с ошибкой                               | попро
            """)
    void theOwnerReadTheSentencesThatAreMeantForMembersOfAChat(String language, String words, String forMembers) {
        player.fails(chat, Failure.of(FailureCode.STORE_UNAVAILABLE, "MongoTimeoutException"));
        try {
            assertThat(diagnosis(language)).contains("❌ " + words).doesNotContainIgnoringCase(forMembers);
        } finally {
            player.returns(chat);
        }
    }

    @Test
    void everybodyElseHearsThatItIsTheOwners() {
        say("en", "/diagnose");

        assertThat(reply()).isEqualTo("Only my owner can do that.");
    }

    @Test
    void anOwnerReadsOfTheWholeSuiteInPrivate() {
        player.shows(Players.idle(OWNER, 0, Instant.now()));
        telegram.say(OWNER, OWNER, "en", "/diagnose");

        await().untilAsserted(() -> assertThat(telegram.calls(call -> call.chatId() == OWNER))
                .extracting(FakeBotApi.Call::text)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("🩺 <b>What I see of the whole suite</b>\n✅ The database answers.")
                        .contains("Account main is ready", "✅ The players answer.", "❌ extractor-service")
                        .endsWith("\n\n/diagnose in a group tells of that group.")));
    }

    private void fail() {
        Failure nothing = Failure.of(FailureCode.NOTHING_FOUND, "nothing");
        publisher.publish("failed:" + chat, new PlayerEvent.RequestFailed("tg:1:" + -chat, ChatRef.of(chat), nothing));
        await().untilAsserted(() -> assertThat(sent()).isNotEmpty());
        await().untilAsserted(() -> assertThat(recent.of(chat)).isNotEmpty());
    }

    private String diagnosis(String language) {
        telegram.say(chat, OWNER, language, "/diagnose");
        await().untilAsserted(() ->
                assertThat(sent()).extracting(FakeBotApi.Call::text).anyMatch(text -> text.startsWith("🩺")));
        return sent().getLast().text();
    }
}
