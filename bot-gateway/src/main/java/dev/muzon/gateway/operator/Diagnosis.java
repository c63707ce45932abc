package dev.muzon.gateway.operator;

import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.JobState;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.OwnRights;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.protocol.rest.ResolutionView;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.runtime.contract.AccountsApi;
import dev.muzon.runtime.contract.PlayersApi;
import dev.muzon.runtime.contract.ResolutionsApi;
import dev.muzon.runtime.contract.SourcesApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The parts of a chat's diagnosis. Each is asked for by itself, and fails by itself. */
@Component
class Diagnosis {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final List<String> QUEUES =
            List.of(Queues.EXTRACTOR, Queues.PLAYER, Queues.GATEWAY, Queues.ASSISTANT);

    /** More jobs than this pile up for longer than a moment. */
    private static final long RUSH = 50;

    private final AccountsApi accounts;
    private final PlayersApi players;
    private final SourcesApi sources;
    private final ResolutionsApi resolutions;
    private final JobQueue jobs;
    private final BotApi telegram;
    private final Clock clock;
    private final Texts texts;

    Diagnosis(Peers peers, JobQueue jobs, BotApi telegram, Clock clock, Texts texts) {
        accounts = peers.of(Peer.ASSISTANT_SERVICE, AccountsApi.class, PATIENCE);
        players = peers.of(Peer.VOICE_CALL_SERVICE, PlayersApi.class, PATIENCE);
        sources = peers.of(Peer.EXTRACTOR_SERVICE, SourcesApi.class, PATIENCE);
        resolutions = peers.of(Peer.EXTRACTOR_SERVICE, ResolutionsApi.class, PATIENCE);
        this.jobs = jobs;
        this.telegram = telegram;
        this.clock = clock;
        this.texts = texts;
    }

    List<String> store(Language language) {
        List<Map<JobState, Long>> counts = QUEUES.stream().map(jobs::count).toList();
        long dead = sum(counts, JobState.DEAD);
        long ready = sum(counts, JobState.READY);
        var lines = new ArrayList<String>();
        lines.add(html(language, OperatorPhrase.DIAGNOSIS_STORE, Map.of()));
        if (dead > 0) {
            lines.add(html(language, OperatorPhrase.DIAGNOSIS_DEAD_JOBS, Map.of("count", dead)));
        }
        if (ready > RUSH) {
            lines.add(html(language, OperatorPhrase.DIAGNOSIS_BACKLOG, Map.of("count", ready)));
        }
        return lines;
    }

    private static long sum(List<Map<JobState, Long>> counts, JobState state) {
        return counts.stream().mapToLong(count -> count.getOrDefault(state, 0L)).sum();
    }

    List<String> accounts(long chat, Language language) {
        return accounts.accounts().stream()
                .flatMap(account ->
                        Stream.concat(Stream.of(account(account, language)), membership(chat, account, language)))
                .toList();
    }

    /** Tells of the accounts alone, whatever their groups. */
    List<String> accounts(Language language) {
        return accounts.accounts().stream()
                .map(account -> account(account, language))
                .toList();
    }

    private String account(AccountView account, Language language) {
        Map<String, ?> id = Map.of("id", account.id());
        return switch (account.state()) {
            case READY ->
                html(
                        language,
                        OperatorPhrase.DIAGNOSIS_ACCOUNT_READY,
                        Map.of("id", account.id(), "calls", account.activeCalls()));
            case WAITING_FOR_QR_SCAN, WAITING_FOR_CODE, WAITING_FOR_PASSWORD, LOGGED_OUT ->
                html(language, OperatorPhrase.DIAGNOSIS_ACCOUNT_LOGIN, id);
            case WAITING_FOR_LEASE -> html(language, OperatorPhrase.DIAGNOSIS_ACCOUNT_ELSEWHERE, id);
            case STARTING, CLOSED -> {
                Failure failure = account.failure();
                yield failure == null
                        ? html(language, OperatorPhrase.DIAGNOSIS_ACCOUNT_STARTING, id)
                        : html(
                                language,
                                OperatorPhrase.DIAGNOSIS_ACCOUNT_TROUBLED,
                                Map.of("id", account.id(), "why", why(failure, language)));
            }
        };
    }

    private Stream<String> membership(long chat, AccountView account, Language language) {
        Long user = account.userId();
        if (user == null || account.state() != AccountView.State.READY || !account.playsMusic()) {
            return Stream.empty();
        }
        Phrase phrase = switch (telegram.membership(chat, user)) {
            case ADMINISTRATOR, MEMBER -> OperatorPhrase.DIAGNOSIS_MEMBER;
            case ABSENT -> OperatorPhrase.DIAGNOSIS_ABSENT;
            case BANNED -> OperatorPhrase.DIAGNOSIS_BANNED;
        };
        return Stream.of(html(language, phrase, Map.of("id", account.id())));
    }

    List<String> rights(long chat, Language language) {
        OwnRights rights = telegram.ownRights(chat);
        OperatorPhrase phrase = rights.inviteUsers()
                ? OperatorPhrase.DIAGNOSIS_RIGHTS
                : rights.administrator()
                        ? OperatorPhrase.DIAGNOSIS_RIGHTS_NO_INVITES
                        : OperatorPhrase.DIAGNOSIS_RIGHTS_NONE;
        return List.of(html(language, phrase, Map.of()));
    }

    /** Tells that the players answer. Any chat will do for the question. */
    List<String> players(long chat, Language language) {
        PlayerView _ = players.view(new PlayerId(chat));
        return List.of(html(language, OperatorPhrase.DIAGNOSIS_PLAYERS, Map.of()));
    }

    List<String> player(long chat, Language language) {
        PlayerView player = players.view(new PlayerId(chat));
        CallStatus call = player.call();
        Failure failure = call == null ? null : call.failure();
        if (failure != null) {
            return List.of(html(
                    language,
                    OperatorPhrase.DIAGNOSIS_CALL_TROUBLED,
                    Map.of("why", why(failure, language), "code", failure.code().value())));
        }
        OperatorPhrase phrase = switch (player.state()) {
            case IDLE -> OperatorPhrase.DIAGNOSIS_IDLE;
            case STARTING, RECONNECTING -> OperatorPhrase.DIAGNOSIS_STARTING;
            case PLAYING -> OperatorPhrase.DIAGNOSIS_PLAYING;
            case PAUSED -> paused(player);
        };
        return List.of(html(language, phrase, Map.of()));
    }

    private static OperatorPhrase paused(PlayerView player) {
        CallStatus call = player.call();
        Pause pause = player.pause();
        if (call != null && call.phase() == CallStatus.Phase.LEFT && pause == null) {
            return OperatorPhrase.DIAGNOSIS_STOPPED;
        }
        return pause != null && pause.by() == null
                ? OperatorPhrase.DIAGNOSIS_PAUSED_ALONE
                : OperatorPhrase.DIAGNOSIS_PAUSED;
    }

    List<String> sources(Language language) {
        Map<Boolean, List<SourceView>> found =
                sources.sources().stream().collect(Collectors.partitioningBy(Diagnosis::isOfLyrics));
        List<SourceView> all = found.getOrDefault(false, List.of());
        String names = all.stream()
                .filter(source -> source.off() == null)
                .map(SourceView::name)
                .collect(Collectors.joining(", "));
        var lines = new ArrayList<String>();
        lines.add(
                names.isEmpty()
                        ? html(language, OperatorPhrase.DIAGNOSIS_NO_SOURCE, Map.of())
                        : html(language, OperatorPhrase.DIAGNOSIS_SOURCES, Map.of("names", names)));
        found.getOrDefault(true, List.of()).forEach(lyrics -> lines.add(lyrics(lyrics, language)));
        for (SourceView source : all) {
            if (source.off() != null) {
                lines.add(html(
                        language,
                        OperatorPhrase.DIAGNOSIS_SOURCE_OFF,
                        Map.of("name", source.name(), "why", source.off())));
            }
            if (source.resting() != null) {
                lines.add(html(
                        language,
                        OperatorPhrase.DIAGNOSIS_SOURCE_RESTS,
                        Map.of("name", source.name(), "count", source.resting())));
            }
            SourceView.Accounts accounts = source.accounts();
            if (accounts != null) {
                lines.add(html(
                        language,
                        OperatorPhrase.DIAGNOSIS_SOURCE_ACCOUNTS,
                        Map.of(
                                "sign",
                                accounts.ready() == 0 ? "⚠️" : "✅",
                                "name",
                                source.name(),
                                "ready",
                                accounts.ready(),
                                "resting",
                                accounts.resting(),
                                "unusable",
                                accounts.unusable())));
            }
        }
        return lines;
    }

    /** Returns whether words of songs come from it, and no music. One that is off has no kinds. */
    private static boolean isOfLyrics(SourceView source) {
        return source.name().equals(SourceView.Kind.LYRICS.value());
    }

    private String lyrics(SourceView lyrics, Language language) {
        return lyrics.off() == null
                ? html(language, OperatorPhrase.DIAGNOSIS_LYRICS, Map.of())
                : html(language, OperatorPhrase.DIAGNOSIS_LYRICS_OFF, Map.of("why", lyrics.off()));
    }

    /** Tells who answered the chat's last requests, who refused, and how long each took. */
    List<String> requests(long chat, Language language) {
        List<ResolutionView> last = resolutions.resolutions(chat);
        return last.isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of(html(language, OperatorPhrase.DIAGNOSIS_REQUESTS, Map.of())),
                                last.stream().map(one -> request(one, language)))
                        .toList();
    }

    private String request(ResolutionView one, Language language) {
        var values = new HashMap<String, Object>(Map.of(
                "ago",
                Times.about(texts, language, Duration.between(one.at(), clock.instant())),
                "asked",
                one.asked(),
                "took",
                one.took().toMillis()));
        OperatorPhrase phrase = OperatorPhrase.DIAGNOSIS_REQUEST_REFUSED;
        if (one.answeredBy() != null) {
            values.put("source", one.answeredBy());
            phrase = OperatorPhrase.DIAGNOSIS_REQUEST;
        }
        return Stream.concat(
                        Stream.of(html(language, phrase, values)),
                        one.steps().stream().map(step -> step(step, language)))
                .collect(Collectors.joining(" "));
    }

    private String step(ResolutionView.Step step, Language language) {
        OperatorPhrase phrase = switch (step.outcome()) {
            case ResolutionView.FOUND -> OperatorPhrase.DIAGNOSIS_STEP_FOUND;
            case ResolutionView.OVERTAKEN -> OperatorPhrase.DIAGNOSIS_STEP_OVERTAKEN;
            default -> OperatorPhrase.DIAGNOSIS_STEP_REFUSED;
        };
        var values = new HashMap<String, Object>(
                Map.of("source", step.source(), "took", step.took().toMillis()));
        if (phrase == OperatorPhrase.DIAGNOSIS_STEP_REFUSED) {
            values.put("code", step.outcome());
        }
        return html(language, phrase, values);
    }

    List<String> failures(List<RecentFailures.Seen> seen, Language language) {
        if (seen.isEmpty()) {
            return List.of(html(language, OperatorPhrase.DIAGNOSIS_NO_FAILURES, Map.of()));
        }
        Stream<String> each = seen.stream()
                .map(it -> html(
                        language,
                        OperatorPhrase.DIAGNOSIS_FAILURE,
                        Map.of(
                                "ago",
                                Times.about(texts, language, Duration.between(it.at(), clock.instant())),
                                "why",
                                why(it.failure(), language),
                                "code",
                                it.failure().code().value())));
        return Stream.concat(Stream.of(html(language, OperatorPhrase.DIAGNOSIS_FAILURES, Map.of())), each)
                .toList();
    }

    /** Explains a failure to the owner, who knows the parts by their names. Chats read of them as of a person. */
    String why(Failure failure, Language language) {
        return switch (failure.code()) {
            case STORE_UNAVAILABLE -> texts.plain(language, OperatorPhrase.DIAGNOSIS_NO_STORE);
            case PEER_UNAVAILABLE -> texts.plain(language, OperatorPhrase.DIAGNOSIS_NO_PEER);
            case NO_ASSISTANT -> texts.plain(language, OperatorPhrase.DIAGNOSIS_NO_ASSISTANT);
            case SESSION_LOST -> texts.plain(language, OperatorPhrase.DIAGNOSIS_SESSION_LOST);
            case WEB_NO_KEY -> texts.plain(language, OperatorPhrase.DIAGNOSIS_NO_KEY);
            case SESSION_KEY_WRONG,
                    UNAUTHENTICATED,
                    TOKEN_REFUSED,
                    BOT_TOKEN_REJECTED,
                    PROXY_REFUSED,
                    TRANSCRIBER_REFUSED,
                    LOGIN_REFUSED,
                    NATIVE_MISSING,
                    CONFIGURATION -> texts.plain(language, OperatorPhrase.DIAGNOSIS_SET_UP);
            default -> texts.plain(language, failure);
        };
    }

    private String html(Language language, Phrase phrase, Map<String, ?> values) {
        return texts.html(language, phrase, values);
    }
}
