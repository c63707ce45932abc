package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Membership;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The check of what a group needs before music plays there. */
@Component
class SetupCheck {
    private static final Logger log = LoggerFactory.getLogger(SetupCheck.class);

    /** Accounts that are looked for in the group. Each one is a question to Telegram. */
    private static final int LOOKED_FOR = 3;

    private final BotApi api;
    private final Assistants assistants;
    private final KnownVoiceChats voiceChats;
    private final FailureLog failures;
    private final AtomicBoolean away = new AtomicBoolean();

    SetupCheck(BotApi api, Assistants assistants, KnownVoiceChats voiceChats, FailureLog failures) {
        this.api = api;
        this.assistants = assistants;
        this.voiceChats = voiceChats;
        this.failures = failures;
    }

    /**
     * Looks at a group.
     *
     * @throws FailureException when Telegram does not say which rights the bot has
     */
    Setup of(Conversation chat) {
        return withoutVoiceChat(chat).with(voiceChats.of(chat.id()), voiceChats.isOn(chat.id()));
    }

    private Setup withoutVoiceChat(Conversation chat) {
        boolean mayInvite = api.ownRights(chat.id()).inviteUsers();
        List<AccountView> accounts;
        try {
            accounts = assistants.musicians();
            away.set(false);
        } catch (FailureException e) {
            // Everybody who asks during an outage meets the same one.
            if (away.compareAndSet(false, true)) {
                failures.report("Setup of chat " + chat.id(), e);
            }
            return new Setup(Setup.Assistant.AWAY, null, Setup.Way.UNKNOWN);
        }
        List<AccountView> ready = accounts.stream().filter(SetupCheck::isReady).toList();
        if (ready.isEmpty()) {
            return new Setup(state(accounts), null, Setup.Way.UNKNOWN); // it may be in, or banned
        }
        List<Standing> standings = ready.stream()
                .limit(LOOKED_FOR)
                .map(account -> new Standing(account, membership(chat, account)))
                .toList();
        List<Standing> welcome = standings.stream()
                .filter(it -> it.membership() != Membership.BANNED)
                .toList();
        if (welcome.isEmpty()) {
            return new Setup(Setup.Assistant.READY, name(ready.getFirst()), Setup.Way.BANNED);
        }
        Standing first = welcome.stream().filter(Standing::inside).findFirst().orElse(welcome.getFirst());
        return new Setup(Setup.Assistant.READY, name(first.account()), way(chat, mayInvite, welcome));
    }

    /** Returns the state of the assistants together. */
    Setup.Assistant assistants() {
        try {
            return state(assistants.musicians());
        } catch (FailureException e) {
            return Setup.Assistant.AWAY;
        }
    }

    private static Setup.Assistant state(List<AccountView> accounts) {
        if (accounts.stream().anyMatch(SetupCheck::isReady)) {
            return Setup.Assistant.READY;
        }
        return accounts.stream().anyMatch(AccountView::starts) ? Setup.Assistant.STARTING : Setup.Assistant.NONE;
    }

    private static boolean isReady(AccountView account) {
        return account.state() == AccountView.State.READY;
    }

    /** An account and its standing in the group. Null when Telegram does not say. */
    private record Standing(AccountView account, @Nullable Membership membership) {
        boolean inside() {
            return membership != null && membership.isInside();
        }
    }

    private Setup.Way way(Conversation chat, boolean mayInvite, List<Standing> welcome) {
        if (welcome.stream().anyMatch(Standing::inside)) {
            return Setup.Way.HERE;
        }
        if (mayInvite) {
            return Setup.Way.ADMIN;
        }
        if (chat.username() == null) {
            return Setup.Way.MISSING;
        }
        return approvesMembers(chat) ? Setup.Way.APPROVAL : Setup.Way.PUBLIC;
    }

    /** Asks Telegram. A public group that it says nothing of lets everybody in, as most do. */
    private boolean approvesMembers(Conversation chat) {
        try {
            return api.approvesMembers(chat.id());
        } catch (FailureException e) {
            log.debug("Approval of members in chat {} is unknown: {}", chat.id(), e.getMessage());
            return false;
        }
    }

    /** Asks Telegram. A bot that is not an admin may get no answer. */
    private @Nullable Membership membership(Conversation chat, AccountView account) {
        Long user = account.userId();
        try {
            return user == null ? null : api.membership(chat.id(), user);
        } catch (FailureException e) {
            log.debug("Membership of account {} is unknown: {}", user, e.getMessage());
            return null;
        }
    }

    /** Returns the public name, which people can press, else the one that the account's owner chose. */
    private static @Nullable String name(AccountView account) {
        if (account.username() != null) {
            return "@" + account.username();
        }
        return account.name() == null ? null : Titles.shortened(account.name());
    }
}
