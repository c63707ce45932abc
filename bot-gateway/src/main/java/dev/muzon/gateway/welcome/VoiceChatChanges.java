package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.chat.KnownGroups;
import dev.muzon.gateway.bot.chat.VoiceChatChanged;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.trace.WorkContext;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The correction of a checklist when the group's voice chat began or ended. */
@Component
class VoiceChatChanges {
    private final KnownVoiceChats voiceChats;
    private final SetupCheck check;
    private final SetupMessages messages;
    private final SetupWatch watch;
    private final KnownGroups groups;
    private final FailureLog failures;

    VoiceChatChanges(
            KnownVoiceChats voiceChats,
            SetupCheck check,
            SetupMessages messages,
            SetupWatch watch,
            KnownGroups groups,
            FailureLog failures) {
        this.voiceChats = voiceChats;
        this.check = check;
        this.messages = messages;
        this.watch = watch;
        this.groups = groups;
        this.failures = failures;
    }

    /** The handler of beginnings. */
    @Component
    static final class Beginning implements UpdateHandler<Incoming.VoiceChatStarted> {
        private final VoiceChatChanges changes;

        Beginning(VoiceChatChanges changes) {
            this.changes = changes;
        }

        @Override
        public Class<Incoming.VoiceChatStarted> type() {
            return Incoming.VoiceChatStarted.class;
        }

        @Override
        public CompletableFuture<?> handle(Incoming.VoiceChatStarted update) {
            changes.voiceChats.began(update.chat().id());
            return changes.refresh(update.chat());
        }
    }

    /** The handler of ends. */
    @Component
    static final class End implements UpdateHandler<Incoming.VoiceChatEnded> {
        private final VoiceChatChanges changes;

        End(VoiceChatChanges changes) {
            this.changes = changes;
        }

        @Override
        public Class<Incoming.VoiceChatEnded> type() {
            return Incoming.VoiceChatEnded.class;
        }

        @Override
        public CompletableFuture<?> handle(Incoming.VoiceChatEnded update) {
            changes.voiceChats.ended(update.chat().id());
            return changes.refresh(update.chat());
        }
    }

    /** Corrects the checklist after news that only the player hears, such as a mute. */
    @EventListener
    void changed(VoiceChatChanged event) {
        CompletableFuture<?> _ = CompletableFuture.runAsync(() -> look(event.chat()), WorkContext::aside);
    }

    private void look(long chat) {
        try {
            if (messages.stands(chat)) {
                groups.of(chat).map(this::checkAgain).ifPresent(CompletableFuture::join);
            }
        } catch (RuntimeException e) {
            failures.report("checklist of chat " + chat, e); // its button checks again
        }
    }

    private CompletableFuture<?> refresh(Conversation chat) {
        if (!messages.stands(chat.id())) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.completedFuture(chat).thenComposeAsync(this::checkAgain, WorkContext::aside);
    }

    private CompletableFuture<?> checkAgain(Conversation chat) {
        try {
            Setup setup = check.of(chat);
            watch.follow(chat, setup);
            return messages.refresh(chat.id(), setup);
        } catch (FailureException e) {
            failures.report("checklist of chat " + chat.id(), e); // its button checks again
            return CompletableFuture.completedFuture(null);
        }
    }
}
