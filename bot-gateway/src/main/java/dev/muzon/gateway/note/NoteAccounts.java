package dev.muzon.gateway.note;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.protocol.rest.NoteRequest;
import dev.muzon.protocol.rest.ShownNote;
import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.contract.NotesApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The accounts that make text of voice notes, and the people who may give commands about them. */
@Component
class NoteAccounts {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** A person waits for /help. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A recogniser that is chosen loads its model first. */
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(60);

    /** An hour of speech on a slow machine. */
    private static final Duration READING_PATIENCE = Duration.ofMinutes(30);

    private final NotesApi list;
    private final NotesApi commands;
    private final NotesApi reading;
    private final AccessSettings access;
    private final MonotonicClock clock;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    NoteAccounts(Peers peers, AccessSettings access, MonotonicClock clock) {
        this.list = peers.of(Peer.ASSISTANT_SERVICE, NotesApi.class, PATIENCE);
        this.commands = peers.of(Peer.ASSISTANT_SERVICE, NotesApi.class, COMMAND_PATIENCE);
        this.reading = peers.of(Peer.ASSISTANT_SERVICE, NotesApi.class, READING_PATIENCE);
        this.access = access;
        this.clock = clock;
    }

    private record Known(List<AccountView> accounts, Instant until) {}

    /**
     * Asks for the accounts, as they are at this moment.
     *
     * @throws FailureException {@code peer.unavailable}
     */
    private List<AccountView> ask() {
        List<AccountView> accounts = List.copyOf(list.accounts());
        known = new Known(accounts, clock.instant().plus(REMEMBERED));
        return accounts;
    }

    /**
     * Returns the accounts that a person may command, their own first. All of them are the operators'.
     *
     * @throws FailureException {@code peer.unavailable}
     */
    List<AccountView> of(Sender person) {
        List<AccountView> all = ask();
        List<AccountView> own =
                all.stream().filter(account -> isOf(account, person.id())).toList();
        if (!access.isOwner(person)) {
            return own;
        }
        return Stream.concat(own.stream(), all.stream().filter(account -> !own.contains(account)))
                .toList();
    }

    private static boolean isOf(AccountView account, long person) {
        return account.userId() != null && account.userId() == person;
    }

    boolean isOperator(Sender person) {
        return access.isOwner(person);
    }

    /**
     * Returns the user ids of those who may command some account, nobody where notes are off. While assistant-service is
     * away its last answer counts.
     */
    Set<Long> people() {
        if (!known.until().isAfter(clock.instant())) {
            askOrKeep();
        }
        List<AccountView> accounts = known.accounts();
        if (accounts.isEmpty()) {
            return Set.of();
        }
        Stream<Long> persons = accounts.stream().map(AccountView::userId).filter(Objects::nonNull);
        return Stream.concat(access.owners().stream().map(Long::valueOf), persons)
                .collect(Collectors.toSet());
    }

    private void askOrKeep() {
        try {
            ask();
        } catch (FailureException _) { // a command tells of it
            known = new Known(known.accounts(), clock.instant().plus(REMEMBERED));
        }
    }

    /** Returns whether a person may command some account. One whom nobody knows may have logged it in just now. */
    boolean mayCommand(Sender person) {
        if (people().contains(person.id())) {
            return true;
        }
        askOrKeep();
        return people().contains(person.id());
    }

    /**
     * Gives a command about an account's notes and returns the answer.
     *
     * @throws FailureException as {@link NotesApi#command}, or {@code peer.unavailable}
     */
    String command(AccountView account, String text, String language) {
        return commands.command(account.id(), new NoteRequest(text, language)).text();
    }

    /**
     * Has a note read by an account's recogniser and returns its text in parts. That takes minutes for a long one.
     *
     * @throws FailureException as {@link NotesApi#read}, or {@code peer.unavailable}
     */
    List<String> read(AccountView account, TelegramFile note, String language) {
        Duration length = Objects.requireNonNullElse(note.duration(), Duration.ZERO);
        return reading.read(account.id(), new ShownNote(note.fileId(), Math.toIntExact(length.toSeconds()), language))
                .parts();
    }
}
