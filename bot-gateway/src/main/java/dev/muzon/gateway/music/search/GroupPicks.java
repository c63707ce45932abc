package dev.muzon.gateway.music.search;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.PickButton;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.chat.PersonGroups;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.trace.WorkContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The buttons below a list of posts in private, which play one in a group. Of several groups the person chooses one.
 * Membership is asked at each press, because anybody can make a button's data up.
 */
@Component
class GroupPicks implements CallbackHandler {
    private static final Pattern DATA =
            Pattern.compile("(?:(?<group>-[0-9]{1,18}):)?(?<post>-[0-9]{1,18}/[0-9]{1,18})");

    private final PersonGroups groups;
    private final PickedPosts posts;
    private final PickedTracks picked;
    private final Outbox outbox;
    private final ChatLanguages languages;
    private final Texts texts;

    GroupPicks(
            PersonGroups groups,
            PickedPosts posts,
            PickedTracks picked,
            Outbox outbox,
            ChatLanguages languages,
            Texts texts) {
        this.groups = groups;
        this.posts = posts;
        this.picked = picked;
        this.outbox = outbox;
        this.languages = languages;
        this.texts = texts;
    }

    @Override
    public String prefix() {
        return PickButton.INTO_A_GROUP;
    }

    @Override
    public Reaction pressed(Incoming.ButtonPress press, String data) {
        Conversation own = press.chat();
        Matcher asked = DATA.matcher(data);
        if (own == null || !own.isPrivate() || !asked.matches()) {
            return Reaction.says(MusicPhrase.PICK_OLD);
        }
        String post = Objects.requireNonNull(asked.group("post"));
        Optional<Long> group = Optional.ofNullable(asked.group("group")).map(Long::valueOf);
        return Reaction.until(CompletableFuture.supplyAsync(() -> answer(press, own, group, post), WorkContext::aside)
                .thenCompose(words -> outbox.send(Destination.of(own.id()), words, Terms.reply(press.messageId()))));
    }

    private Content answer(Incoming.ButtonPress press, Conversation own, Optional<Long> wanted, String post) {
        Language language = languages.of(own, press.sender());
        try {
            List<Conversation> open = groups.of(press.sender()).stream()
                    .filter(group -> wanted.isEmpty() || wanted.get() == group.id())
                    .toList();
            return switch (open.size()) {
                case 0 -> Content.of(texts.html(language, MusicPhrase.PICK_NO_GROUP));
                case 1 -> played(press, own, open.getFirst(), post, language);
                default -> new Content(texts.html(language, MusicPhrase.PICK_WHERE), buttons(open, post));
            };
        } catch (FailureException e) {
            return Content.of(texts.html(language, e.failure()));
        }
    }

    private static List<List<Content.Button>> buttons(List<Conversation> groups, String post) {
        return groups.stream()
                .map(group -> List.of(
                        new Content.Button(name(group), PickButton.INTO_A_GROUP + ":" + group.id() + ":" + post)))
                .toList();
    }

    private static String name(Conversation group) {
        return group.title() == null ? Long.toString(group.id()) : Titles.shortened(group.title());
    }

    private Content played(
            Incoming.ButtonPress press, Conversation own, Conversation group, String post, Language language) {
        Optional<TrackQuery> query = posts.query(post, group.id(), own.id());
        query.ifPresent(track -> picked.into(group, press, post, track));
        return Content.of(texts.html(
                language,
                query.isPresent() ? MusicPhrase.PICK_ASKED : MusicPhrase.PICK_CLOSED,
                Map.of("group", name(group))));
    }
}
