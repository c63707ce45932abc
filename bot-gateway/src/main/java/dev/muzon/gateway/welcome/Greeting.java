package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Membership;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.gateway.telegram.UpdateHandler;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The greeting in a group that the bot was added to, and its correction when the bot's rights change. */
@Component
class Greeting implements UpdateHandler<Incoming.MemberChange> {
    private final Admission admission;
    private final SetupCheck check;
    private final SetupMessages messages;
    private final SetupWatch watch;
    private final ChatLanguages languages;
    private final Outbox outbox;
    private final Texts texts;

    Greeting(
            Admission admission,
            SetupCheck check,
            SetupMessages messages,
            SetupWatch watch,
            ChatLanguages languages,
            Outbox outbox,
            Texts texts) {
        this.admission = admission;
        this.check = check;
        this.messages = messages;
        this.watch = watch;
        this.languages = languages;
        this.outbox = outbox;
        this.texts = texts;
    }

    @Override
    public Class<Incoming.MemberChange> type() {
        return Incoming.MemberChange.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.MemberChange change) {
        boolean concerns =
                change.self() && change.membership().isInside() && change.chat().kind() == Conversation.Kind.GROUP;
        if (!concerns) {
            return CompletableFuture.completedFuture(null);
        }
        return change.isArrival() ? arrived(change) : changed(change);
    }

    private Setup checked(Conversation chat) {
        Setup setup = check.of(chat);
        watch.follow(chat, setup);
        return setup;
    }

    private CompletableFuture<?> arrived(Incoming.MemberChange change) {
        long chatId = change.chat().id();
        if (messages.knows(chatId, change.updateId())) {
            return CompletableFuture.completedFuture(null);
        }
        Language language = language(change);
        if (!serves(change)) {
            return outbox.send(chatId, Content.of(texts.html(language, BotPhrase.PRIVATE_GROUP)), null);
        }
        Setup setup = checked(change.chat());
        return messages.greet(Destination.of(chatId), setup, language, Terms.state(), change.updateId());
    }

    private CompletableFuture<?> changed(Incoming.MemberChange change) {
        if (!admission.admits(change.chat())) {
            return CompletableFuture.completedFuture(null);
        }
        long chatId = change.chat().id();
        Setup setup = checked(change.chat());
        boolean promoted = change.before() == Membership.MEMBER && change.membership() == Membership.ADMINISTRATOR;
        return promoted
                ? messages.promoted(chatId, setup, language(change), change.updateId())
                : messages.refresh(chatId, setup);
    }

    private boolean serves(Incoming.MemberChange change) {
        Sender by = change.by();
        return by == null ? admission.admits(change.chat()) : admission.serves(by, change.chat());
    }

    /** Returns the language of the person who added the bot, unless the group has one already. */
    private Language language(Incoming.MemberChange change) {
        Sender by = change.by();
        return by == null ? languages.of(change.chat().id()) : languages.of(change.chat(), by);
    }
}
