package dev.muzon.gateway.support;

import dev.muzon.gateway.bot.text.BotTexts;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.channel.ChannelTexts;
import dev.muzon.gateway.lending.LendingTexts;
import dev.muzon.gateway.music.MusicTexts;
import dev.muzon.gateway.music.lyrics.LyricsTexts;
import dev.muzon.gateway.music.song.SongTexts;
import dev.muzon.gateway.note.NoteTexts;
import dev.muzon.gateway.operator.OperatorTexts;
import dev.muzon.gateway.welcome.WelcomeTexts;
import java.util.List;

/** The words of the kernel and of every wing, for tests without Spring. */
public final class TestTexts {
    public static final Language RUSSIAN = new Language("ru");

    private TestTexts() {}

    public static Texts all() {
        var books = List.of(
                BotTexts.botPhrases(),
                BotTexts.failurePhrases(),
                MusicTexts.musicPhrases(),
                LyricsTexts.lyricsPhrases(),
                SongTexts.songPhrases(),
                LendingTexts.lendingPhrases(),
                WelcomeTexts.welcomePhrases(),
                OperatorTexts.operatorPhrases(),
                ChannelTexts.channelPhrases(),
                NoteTexts.notePhrases());
        return new Texts(books, new Languages());
    }
}
