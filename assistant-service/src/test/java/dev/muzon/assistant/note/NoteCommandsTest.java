package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.assistant.message.Messages;
import dev.muzon.assistant.message.OwnText;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.AccountView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoteCommandsTest {
    private static final long GROUP = -100;
    private static final NoteCommandJob JOB = new NoteCommandJob("main", GROUP, 7);

    private final NoteSettingsStore rules = mock();
    private final AnswerStore answers = mock();
    private final Messages messages = mock();
    private final Account account = mock();
    private final NoteCommands commands =
            new NoteCommands(rules, answers, mock(), mock(), mock(), SpokenLanguage.named("en"));

    @BeforeEach
    void theOwnerSwitchesAGroupOn() throws InterruptedException {
        TelegramSession session = mock();
        when(session.messages()).thenReturn(messages);
        when(account.session()).thenReturn(session);
        when(account.id()).thenReturn("main");
        when(account.mention()).thenReturn("@me");
        when(account.view()).thenReturn(new AccountView("main", AccountView.State.READY, null, 5L, "me", 0, null));
        when(rules.of("main")).thenReturn(NoteSettings.begin("main", Instant.EPOCH));
        when(rules.now()).thenReturn(Instant.EPOCH);
        when(answers.parts(any())).thenReturn(List.of());
        when(messages.ownText(GROUP, 7))
                .thenReturn(Optional.of(new OwnText(GROUP, 7, 0, Instant.EPOCH, "/transcribe on")));
    }

    // The text of a note could come before anybody in the group had read that notes become text.
    @Test
    void aGroupWasSwitchedOnBeforeItsNotice() throws InterruptedException {
        commands.run(JOB, account);

        var order = inOrder(messages, rules);
        order.verify(messages).answer(anyLong(), anyLong(), any());
        order.verify(rules).change(any(), any());
    }

    @Test
    void aGroupWhoseNoticeCannotBeSentStaysOff() throws InterruptedException {
        when(messages.answer(anyLong(), anyLong(), any()))
                .thenThrow(Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "away").asException());

        assertThatThrownBy(() -> commands.run(JOB, account)).isInstanceOf(FailureException.class);
        verify(rules, never()).change(any(), any());
    }

    @Test
    void aGroupWhoseCommandWasDeletedStaysOff() throws InterruptedException {
        when(messages.answer(anyLong(), anyLong(), any()))
                .thenThrow(Failure.of(FailureCode.MESSAGE_GONE, "deleted").asException());

        commands.run(JOB, account);

        verify(rules, never()).change(any(), any());
    }
}
