package dev.muzon.gateway.music.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureKind;
import dev.muzon.protocol.job.PlayerEvent;
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

class CallTextTest {
    private static final PlayerView PLAYING = Players.playing(-1, 5, Instant.EPOCH, Players.entry("e1", "Nocturne", 7));
    private static final Failure MUTED = named(FailureCode.VOICE_CHAT_MUTED);
    private static final Failure BROKEN = Failure.perInstance(FailureCode.CALL_LOST, "the engine", "call:-1");

    private final CallText text = new CallText(TestTexts.all());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVITE_RIGHT_MISSING | ⚠️ I can't invite @muzon_assistant into this group. Make me an admin with the "
                        + "right “Invite users via link”, or add @muzon_assistant yourself. Then I'll go on. "
                        + "| ⚠️ Не могу пригласить @muzon_assistant в эту группу. Сделайте меня админом с правом "
                        + "«Пригласительные ссылки» или добавьте @muzon_assistant сами. Тогда я продолжу.",
                "NO_VOICE_CHAT | ⚠️ I can't play yet: there is no voice chat. Start one, and I'll go on. "
                        + "| ⚠️ Пока не могу играть: голосовой чат не начат. Начните его, и я продолжу.",
                "VOICE_CHAT_MUTED | ⚠️ Nobody hears me: @muzon_assistant is muted in the voice chat. Let it speak, and "
                        + "I'll go on. | ⚠️ Меня никто не слышит: @muzon_assistant в голосовом чате без звука. Дайте "
                        + "ему слово, и я продолжу.",
                "VOICE_CHAT_RIGHTS_MISSING | ⚠️ I can't play: @muzon_assistant lacks a right in the voice chat. Give it "
                        + "the admin right “Manage video chats”, and I'll go on. | ⚠️ Не могу играть: у "
                        + "@muzon_assistant не хватает прав в голосовом чате. Дайте ему право админа «Управление "
                        + "видеочатами», и я продолжу.",
                "ASSISTANT_BANNED | ⚠️ I can't play: @muzon_assistant is banned in this group. Unban it, and I'll go "
                        + "on. | ⚠️ Не могу играть: @muzon_assistant забанен в этой группе. Разбаньте его, и я продолжу.",
                "JOIN_REQUESTED | ⚠️ I can't play yet: @muzon_assistant has asked to join this group. Let an admin "
                        + "approve that, and I'll go on. | ⚠️ Пока не могу играть: @muzon_assistant ждёт, пока его "
                        + "примут в группу. Пусть админ одобрит заявку, и я продолжу."
            })
    void troubleIsToldByNameWithWhatToDo(FailureCode code, String english, String russian) {
        assertThat(text.troubled(named(code), Language.ENGLISH)).isEqualTo(english);
        assertThat(text.troubled(named(code), TestTexts.RUSSIAN)).isEqualTo(russian);
    }

    @Test
    void whatOnlyTheOwnerCanDoIsSaid() {
        Failure none = Failure.of(FailureCode.NO_ASSISTANT, "none is ready");

        assertThat(text.troubled(none, Language.ENGLISH))
                .isEqualTo("⚠️ I can't play yet: no assistant account is logged in and ready. "
                        + "Only the bot's owner can log one in. I'll go on then.");
        assertThat(text.troubled(none, TestTexts.RUSSIAN)).contains("владелец бота");
    }

    @Test
    void whatPassesByItselfAsksNobodyForAnything() {
        assertThat(text.troubled(BROKEN, Language.ENGLISH))
                .isEqualTo(
                        "⚠️ I can't get through to the voice chat right now. I keep trying, and your tracks are safe.");
        assertThat(text.troubled(Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "a 500"), TestTexts.RUSSIAN))
                .isEqualTo("⚠️ Сейчас не могу пробиться в голосовой чат. Пробую дальше, ваши треки не пропадут.");
    }

    @Test
    void thePlayerWasSaidToRestartWhileTheAssistantDid() {
        Failure starting = Failure.of(FailureCode.ASSISTANT_STARTING, "refused");

        assertThat(card(PlayerState.STARTING, new CallStatus(Phase.JOINING, starting)))
                .isEqualTo("⚠️ I can't play yet: my assistant is starting. I'll go on as soon as it is ready.");
        assertThat(text.troubled(starting, TestTexts.RUSSIAN))
                .isEqualTo("⚠️ Пока не могу играть: мой помощник запускается. Продолжу, как только он будет готов.");
        assertThat(card(
                        PlayerState.STARTING,
                        new CallStatus(Phase.JOINING, Failure.of(FailureCode.PEER_UNAVAILABLE, "an older peer"))))
                .isEqualTo("⏳ Joining the voice chat…");
    }

    @Test
    void theTracksThatAnEndedVoiceChatLeavesAreCounted() {
        Failure ended =
                Failure.of(FailureCode.VOICE_CHAT_ENDED, "it was ended", Map.of("count", FailureArgument.count(18)));

        assertThat(text.left(ended, Language.ENGLISH))
                .isEqualTo("⏹ The voice chat has ended, so I stopped. "
                        + "Your 18 tracks are safe: start a new one and I'll go on.");
        assertThat(text.left(ended, TestTexts.RUSSIAN))
                .isEqualTo("⏹ Голосовой чат завершён, я остановился. "
                        + "Сохранено 18 треков: начните новый, и я продолжу.");
        assertThat(text.leftPaused(ended, Language.ENGLISH))
                .isEqualTo("⏹ I have stopped. No voice chat is on: start one, then /resume.\nThe queue is kept.");
        assertThat(text.leftPaused(ended, TestTexts.RUSSIAN))
                .isEqualTo(
                        "⏹ Музыка остановлена. Голосового чата нет: начните его, затем /resume.\nОчередь сохранена.");
    }

    @Test
    void threeFailedTracksAreNoPause() {
        Failure failed = Failure.of(FailureCode.TRACKS_FAILED, "three", Map.of("count", FailureArgument.count(2)));

        assertThat(text.left(failed, Language.ENGLISH))
                .isEqualTo("⏹ Three tracks in a row went wrong, so I stopped. Your other 2 tracks are safe. "
                        + "/resume goes on with the next one.");
        assertThat(text.left(failed, TestTexts.RUSSIAN))
                .isEqualTo("⏹ Три трека подряд не удалось сыграть, поэтому я остановился. В очереди осталось 2 трека. "
                        + "/resume продолжит со следующего.");
        assertThat(card(PlayerState.PAUSED, new CallStatus(Phase.LEFT, named(FailureCode.TRACKS_FAILED))))
                .isEqualTo("⏹ Three tracks in a row went wrong, so I stopped. /resume goes on with the next one.");
    }

    @Test
    void aRemovedAssistantIsNamed() {
        assertThat(text.left(removed(), Language.ENGLISH))
                .isEqualTo("⏹ I stopped, because @muzon_assistant was removed from this group. "
                        + "Let it in again, and I'll go on: 2 tracks are safe.");
        assertThat(text.left(removed(), TestTexts.RUSSIAN))
                .isEqualTo("⏹ Я остановился: @muzon_assistant удалён из этой группы. "
                        + "Верните его, и я продолжу: сохранено 2 трека.");
        assertThat(text.left(named(FailureCode.ASSISTANT_REMOVED), Language.ENGLISH))
                .endsWith("Let it in again.");
    }

    // "I'll go on" was said of music that somebody had paused, and it did not.
    @Test
    void aRemovedAssistantOfPausedMusicWasPromisedToGoOn() {
        assertThat(text.leftPaused(removed(), Language.ENGLISH))
                .contains("/resume brings it in if I may invite people, else let it in again.\n");
        assertThat(text.leftPaused(removed(), TestTexts.RUSSIAN))
                .contains("/resume позовёт его, если мне можно приглашать, иначе верните его.\n");
        assertThat(text.leftPaused(BROKEN, Language.ENGLISH))
                .isEqualTo("⏹ I have stopped.\nThe queue is kept. /resume tries again.");
    }

    private static Failure removed() {
        return Failure.of(
                FailureCode.ASSISTANT_REMOVED,
                "removed",
                Map.of("assistant", FailureArgument.text("@muzon_assistant"), "count", FailureArgument.count(2)));
    }

    // The chat read that the voice chat was out of reach while the station was.
    @ParameterizedTest
    @EnumSource(names = {"SOURCE_UNAVAILABLE", "SOURCE_TIMEOUT", "PEER_UNAVAILABLE"})
    void troubleOfASourceWasToldAsTroubleOfTheVoiceChat(FailureCode code) {
        assertThat(text.troubled(Failure.of(code, "away"), Language.ENGLISH))
                .isEqualTo("⚠️ The source of this song does not answer right now. I keep trying.");
    }

    @ParameterizedTest
    @EnumSource(names = {"SOURCE_UNAVAILABLE", "DRAINING", "INTERNAL_TRANSIENT", "TELEGRAM_UNAVAILABLE"})
    void troubleInAConnectedVoiceChatIsOfTheSource(FailureCode code) {
        var event = troubled(new CallStatus(Phase.CONNECTED, null), Failure.of(code, "away"));
        assertThat(CallText.isOfSource(event)).isTrue();
        assertThat(text.troubled(event, TestTexts.RUSSIAN))
                .isEqualTo("⚠️ Источник этой песни сейчас не отвечает." + " Пробую дальше.");
    }

    @Test
    void troubleThatTheCallNamesItselfIsOfTheVoiceChat() {
        Failure away = Failure.of(FailureCode.PEER_UNAVAILABLE, "the assistant restarts");
        assertThat(text.troubled(troubled(new CallStatus(Phase.JOINING, away), away), Language.ENGLISH))
                .startsWith("⚠️ I can't get through to the voice chat");
        assertThat(CallText.isOfSource(troubled(new CallStatus(Phase.JOINING, null), away)))
                .as("a song that is opened while the voice chat is joined")
                .isTrue();
    }

    private static PlayerEvent.CallTroubled troubled(CallStatus call, Failure failure) {
        return new PlayerEvent.CallTroubled(null, PLAYING.chat(), failure, Players.withCall(call, PLAYING));
    }

    @Test
    void theCardSaysThatTheSourceIsAwaited() {
        Failure silent = Failure.of(FailureCode.SOURCE_UNAVAILABLE, "no sound came");

        assertThat(card(PlayerState.STARTING, new CallStatus(Phase.CONNECTED, silent)))
                .isEqualTo("⏳ Waiting for the source of this song…");
    }

    @Test
    void aCallThatIsGivenUpSaysWhyAndHowToGoOn() {
        assertThat(text.left(named(FailureCode.ASSISTANT_CANNOT_JOIN), Language.ENGLISH))
                .isEqualTo("⏹ I have stopped. I can't play: @muzon_assistant can't get into this group. "
                        + "Add it yourself, and I'll go on.\nThe queue is kept.");
        assertThat(text.left(Failure.of(FailureCode.ASSISTANT_STARTING, "still"), TestTexts.RUSSIAN))
                .endsWith("Продолжу, как только он будет готов.\nОчередь сохранена.");
        assertThat(text.left(BROKEN, Language.ENGLISH)).endsWith("The queue is kept. /resume tries again.");
        assertThat(text.left(null, TestTexts.RUSSIAN))
                .isEqualTo("⏹ Музыка остановлена.\nОчередь сохранена. /resume попробует снова.");
    }

    @Test
    void theCardSaysWhyNothingIsHeard() {
        assertThat(card(PlayerState.PLAYING, new CallStatus(Phase.CONNECTED, null)))
                .isNull();
        assertThat(card(PlayerState.STARTING, new CallStatus(Phase.JOINING, null)))
                .isEqualTo("⏳ Joining the voice chat…");
        assertThat(card(PlayerState.STARTING, new CallStatus(Phase.CONNECTED, null)))
                .isEqualTo("⏳ Starting…");
        assertThat(card(PlayerState.STARTING, new CallStatus(Phase.JOINING, named(FailureCode.NO_VOICE_CHAT))))
                .isEqualTo("⚠️ I can't play yet: there is no voice chat. Start one, and I'll go on.");
        assertThat(card(PlayerState.STARTING, new CallStatus(Phase.JOINING, BROKEN)))
                .isEqualTo("⏳ Joining the voice chat…");
        assertThat(card(PlayerState.RECONNECTING, new CallStatus(Phase.RECONNECTING, BROKEN)))
                .isEqualTo("🔄 The connection was lost, reconnecting…");
        assertThat(card(PlayerState.RECONNECTING, new CallStatus(Phase.RECONNECTING, MUTED)))
                .startsWith("⚠️ Nobody hears me: @muzon_assistant");
        assertThat(card(PlayerState.PAUSED, null)).isEqualTo("⏸ Paused");
        assertThat(card(PlayerState.PAUSED, new CallStatus(Phase.JOINING, named(FailureCode.NO_VOICE_CHAT))))
                .as("a pause outlasts the trouble")
                .isEqualTo("⏸ Paused. No voice chat is on: start one, then /resume.");
        assertThat(card(PlayerState.PAUSED, new CallStatus(Phase.LEFT, named(FailureCode.VOICE_CHAT_ENDED))))
                .isEqualTo("⏹ No voice chat is on: start one and I'll go on. 1 track is left.");
        assertThat(card(PlayerState.PAUSED, new CallStatus(Phase.LEFT, BROKEN)))
                .isEqualTo("⏹ Stopped. /resume goes on.");
    }

    @Test
    void theCardSaysWhoPausedTheMusic() {
        PlayerView byChiara = Players.paused(new Requester(3, "Chiara"), PLAYING);
        assertThat(text.state(byChiara, Language.ENGLISH)).isEqualTo("⏸ Paused by Chiara");
        assertThat(text.state(byChiara, TestTexts.RUSSIAN)).isEqualTo("⏸ Пауза · Chiara");
        PlayerView alone = Players.paused(null, PLAYING);
        assertThat(text.state(alone, Language.ENGLISH)).isEqualTo("⏸ Paused: nobody is listening");
        assertThat(text.state(alone, TestTexts.RUSSIAN)).isEqualTo("⏸ Пауза: никто не слушает");
    }

    // The reason came alone, so that nobody knew whether the song had been found.
    @Test
    void aRequestThatWaitsForTheVoiceChatReadsThatItIsInTheQueue() {
        Failure banned = named(FailureCode.ASSISTANT_BANNED);
        var event = new PlayerEvent.CallTroubled(
                "tg:1", PLAYING.chat(), banned, Players.withCall(new CallStatus(Phase.JOINING, banned), PLAYING));
        assertThat(text.troubled(event, Language.ENGLISH))
                .startsWith("➕ <b>")
                .endsWith("</b>\n⚠️ I can't play: @muzon_assistant is banned in this group. Unban it, and I'll go on.");
    }

    @Test
    void theCardSaysThatThePlayerRestarts() {
        var away = new CallStatus(Phase.RECONNECTING, Failure.of(FailureCode.PLAYER_AWAY, "refused"));

        assertThat(card(PlayerState.RECONNECTING, away)).isEqualTo("🔄 The player is restarting…");
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureOfAnOlderPeerReadsWellWithoutAName(FailureCode code) {
        if (code.kind() == FailureKind.USER) {
            assertThat(text.troubled(Failure.of(code, "from 0.1.0"), Language.ENGLISH))
                    .doesNotContain("{", "null");
        }
    }

    private @Nullable String card(PlayerState state, @Nullable CallStatus call) {
        return text.state(Players.withCall(call, Players.in(state, PLAYING)), Language.ENGLISH);
    }

    private static Failure named(FailureCode code) {
        return Failure.of(code, "detail", Map.of("assistant", FailureArgument.text("@muzon_assistant")));
    }
}
