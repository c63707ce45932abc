package dev.muzon.gateway.music.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.CallStatus.Phase;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One reason in all answers, in both languages. */
class HindranceTest {
    private static final PlayerView PLAYING = Players.playing(-1, 5, Instant.EPOCH, Players.entry("e1", "Nocturne", 7));

    private final CallText text = new CallText(TestTexts.all());

    // Each answer knew only some of the reasons: "/resume does" was said where it could not.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO_VOICE_CHAT | JOINING | No voice chat is on: start one, then /resume. | Голосового чата нет: начните его, затем /resume.
            VOICE_CHAT_ENDED | LEFT | No voice chat is on: start one, then /resume. | Голосового чата нет: начните его, затем /resume.
            VOICE_CHAT_SCHEDULED | JOINING | The voice chat is scheduled for later: start it, then /resume. | Голосовой чат запланирован на потом: начните его, затем /resume.
            VOICE_CHAT_LIVESTREAM | JOINING | A live stream is running here: start a voice chat instead, then /resume. | Здесь идёт трансляция: начните обычный голосовой чат, затем /resume.
            VOICE_CHAT_MUTED | RECONNECTING | My assistant @a is muted in the voice chat: let it speak, then /resume. | Мой помощник @a в голосовом чате без звука: дайте ему слово, затем /resume.
            VOICE_CHAT_MUTED | CONNECTED | My assistant @a is muted in the voice chat: let it speak, then /resume. | Мой помощник @a в голосовом чате без звука: дайте ему слово, затем /resume.
            VOICE_CHAT_RIGHTS_MISSING | JOINING | My assistant @a lacks a right in the voice chat: give it the admin right “Manage video chats”, then /resume. | У моего помощника @a не хватает прав в голосовом чате: дайте ему право админа «Управление видеочатами», затем /resume.
            INVITE_RIGHT_MISSING | JOINING | I can't invite my assistant @a: make me an admin with the right “Invite users via link”, or add it yourself, then /resume. | Не могу пригласить моего помощника @a: сделайте меня админом с правом «Пригласительные ссылки» или добавьте его сами, затем /resume.
            ASSISTANT_REMOVED | LEFT | My assistant @a is not in this group: let it in again, then /resume. | Моего помощника @a нет в группе: верните его, затем /resume.
            ASSISTANT_BANNED | LEFT | My assistant @a is banned in this group: unban it, then /resume. | Мой помощник @a забанен в этой группе: разбаньте его, затем /resume.
            ASSISTANT_CANNOT_JOIN | JOINING | My assistant @a can't get into this group: add it yourself, then /resume. | Мой помощник @a не может войти в группу: добавьте его сами, затем /resume.
            JOIN_REQUESTED | JOINING | My assistant @a has asked to join this group: let an admin approve that, then /resume. | Мой помощник @a ждёт, пока его примут в группу: пусть админ одобрит заявку, затем /resume.
            NO_ASSISTANT | JOINING | No assistant account is logged in and ready: only the bot's owner can log one in. Then /resume. | Ни один аккаунт-помощник не готов: исправить это может только владелец бота. Затем /resume.
            CALL_LOST | LEFT | I'm not in the voice chat: /resume brings me back. | Я не в голосовом чате: вернусь по /resume.
            | LEFT | I'm not in the voice chat: /resume brings me back. | Я не в голосовом чате: вернусь по /resume.
            | JOINING | I'm still getting into the voice chat: /resume goes on. | Я ещё подключаюсь к голосовому чату: продолжить — /resume.
            | RECONNECTING | I'm still getting into the voice chat: /resume goes on. | Я ещё подключаюсь к голосовому чату: продолжить — /resume.
            """)
    void answersToAPauseKnewOnlySomeOfTheReasons(
            @Nullable FailureCode code, Phase phase, String english, String russian) {
        PlayerView before = Players.withCall(new CallStatus(phase, failure(code)), PLAYING);
        PlayerView paused = Players.paused(new Requester(3, "Ann"), before);
        for (var pause : new Change[] {new Change(before, paused), new Change(paused, paused)}) {
            assertThat(said(pause, Language.ENGLISH)).isEqualTo("⏸ Paused. " + english);
            assertThat(said(pause, TestTexts.RUSSIAN)).isEqualTo("⏸ Пауза. " + russian);
        }
        assertThat(text.state(paused, Language.ENGLISH)).isEqualTo("⏸ Paused by Ann. " + english);
        assertThat(text.stateForGood(paused, TestTexts.RUSSIAN)).isEqualTo("⏸ Пауза · Ann. " + russian);
        assertThat(text.silent(paused, Language.ENGLISH)).isEqualTo("I'm paused. " + english);
        assertThat(text.silent(paused, TestTexts.RUSSIAN)).isEqualTo("Сейчас пауза. " + russian);
    }

    // "Stopped. /resume goes on" was said after a skip, and it did not until the assistant was let in.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ASSISTANT_REMOVED | ⏹ I stopped, because @a was removed from this group. Let it in again. | ⏹ Я остановился: @a удалён из этой группы. Верните его.
            ASSISTANT_BANNED | ⚠️ I can't play: @a is banned in this group. Unban it, and I'll go on. | ⚠️ Не могу играть: @a забанен в этой группе. Разбаньте его, и я продолжу.
            VOICE_CHAT_ENDED | No voice chat is on: start one and I'll go on. 1 track is left. | Голосового чата нет: начните его, и я продолжу. Осталось: 1 трек.
            CALL_LOST | ⏹ Stopped. /resume goes on. | ⏹ Остановлено. /resume продолжит.
            """)
    void aSkipWithoutTheAssistantPromisedThatResumeGoesOn(FailureCode code, String english, String russian) {
        PlayerView left =
                Players.withCall(new CallStatus(Phase.LEFT, failure(code)), Players.in(PlayerState.PAUSED, PLAYING));
        assertThat(text.silent(left, Language.ENGLISH)).isEqualTo(english);
        assertThat(text.silent(left, TestTexts.RUSSIAN)).isEqualTo(russian);
    }

    @ParameterizedTest
    @EnumSource
    void everyRemedyReadsWellWithoutAName(Hindrance hindrance) {
        for (var language : new Language[] {Language.ENGLISH, TestTexts.RUSSIAN}) {
            assertThat(TestTexts.all().plain(language, hindrance.remedy()))
                    .contains("/resume")
                    .doesNotContain("{", "  ");
        }
    }

    @Test
    void nothingHindersAPauseInTheVoiceChat() {
        PlayerView connected = Players.withCall(new CallStatus(Phase.CONNECTED, null), PLAYING);
        var pause = new Change(connected, Players.paused(new Requester(3, "Ann"), connected));
        assertThat(Hindrance.of(pause)).isEmpty();
        assertThat(said(pause, Language.ENGLISH)).isEqualTo("⏸ Paused");
        assertThat(text.silent(pause.after(), Language.ENGLISH)).isEqualTo("I'm paused: /resume.");
        assertThat(text.silent(connected, Language.ENGLISH)).isNull();
    }

    // The player looks for no voice chat while it is paused, so that its old trouble stayed on the card.
    @Test
    void aVoiceChatThatIsKnownToBeOnWasStillAskedFor() {
        var known = new KnownPlayers();
        PlayerView paused = Players.paused(
                new Requester(3, "Ann"),
                Players.withCall(new CallStatus(Phase.LEFT, failure(FailureCode.VOICE_CHAT_ENDED)), PLAYING));
        known.saw(paused);
        known.voiceChatBegan(paused.id());
        String back = "⏸ Paused by Ann. I'm not in the voice chat: /resume brings me back.";
        assertThat(text.state(known.of(paused.id()).orElseThrow(), Language.ENGLISH))
                .isEqualTo(back);
        assertThat(text.state(known.newest(paused), Language.ENGLISH)).isEqualTo(back);

        known.voiceChatEnded(paused.id());
        assertThat(text.state(known.newest(paused), Language.ENGLISH)).contains("No voice chat is on");
    }

    private String said(Change pause, Language language) {
        return text.paused(pause, Hindrance.of(pause), language);
    }

    private static @Nullable Failure failure(@Nullable FailureCode code) {
        if (code == null) {
            return null;
        }
        return switch (code.kind()) {
            case USER -> Failure.of(code, "detail", Map.of("assistant", FailureArgument.text("@a")));
            case PER_INSTANCE -> Failure.perInstance(code, "detail", "call:-1");
            default -> Failure.of(code, "detail");
        };
    }
}
