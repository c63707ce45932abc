package dev.muzon.gateway.music.search;

import dev.muzon.gateway.bot.command.AddToGroup;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.SongLinks;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.BotIdentity;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.InlineAnswer;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tracks as results of an inline query, in the language of the person who asked. */
@Component
class InlineResults {
    private final SearchText text;
    private final BotAccount account;
    private final AddToGroup addToGroup;
    private final Languages languages;
    private final Texts texts;

    InlineResults(SearchText text, BotAccount account, AddToGroup addToGroup, Languages languages, Texts texts) {
        this.text = text;
        this.account = account;
        this.addToGroup = addToGroup;
        this.languages = languages;
        this.texts = texts;
    }

    /** Writes the answer to a query without words. */
    InlineAnswer hint(Sender sender, Duration keptFor) {
        Language language = languages.of(sender.languageTag());
        return new InlineAnswer(List.of(), texts.plain(language, MusicPhrase.INLINE_USAGE), keptFor);
    }

    /** Writes what was found, or what comes close to it. */
    InlineAnswer of(SearchView found, Incoming.InlineQuery query, Duration keptFor) {
        Language language = languages.of(query.sender().languageTag());
        List<Track> tracks = found.tracks().isEmpty() ? found.similar() : found.tracks();
        List<InlineAnswer.Result> results =
                tracks.stream().map(track -> result(track, query, language)).toList();
        String hint = results.isEmpty() ? texts.plain(language, MusicPhrase.INLINE_NOTHING) : null;
        return new InlineAnswer(results, hint, keptFor);
    }

    private InlineAnswer.Result result(Track track, Incoming.InlineQuery query, Language language) {
        return new InlineAnswer.Result(
                track.id(),
                TrackNames.title(track, texts, language),
                text.described(track, language),
                message(track, query, language));
    }

    /**
     * Writes the command that plays exactly this track. Its title is the link by which the track is known. In a group
     * the bot is mostly there already, and adding it would be no use.
     */
    private Content message(Track track, Incoming.InlineQuery query, Language language) {
        BotIdentity bot = account.identity();
        String link = track.link() == null ? SongLinks.of(track, bot).toString() : track.link();
        // A second address in the words would be taken for the one that is meant.
        String title = TrackNames.full(track, texts, language).replace("://", ": //");
        String html =
                "/play@" + bot.username() + " <a href=\"" + attribute(link) + "\">" + Html.escaped(title) + "</a>";
        return query.inGroup() ? Content.of(html) : addToGroup.below(html, language);
    }

    private static String attribute(String link) {
        return Html.escaped(link).replace("\"", "%22");
    }
}
