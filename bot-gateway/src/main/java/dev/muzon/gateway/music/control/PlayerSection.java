package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.settings.SettingsSection;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.gateway.music.player.Controls;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.player.Volume;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The settings that a group's player keeps, in the group's menu. Their buttons read values as {@code /volume},
 * {@code /normalize}, {@code /crossfade}, {@code /stay} and {@code /autoplay} do, and give the same commands to the player.
 */
@Component
@Order(20)
class PlayerSection implements SettingsSection {
    private static final List<Integer> VOLUMES = List.of(50, 75, Volume.ORIGINAL, 150);
    private static final List<Integer> CROSS_FADES = List.of(0, 3, 6, SoundSettings.LONGEST_CROSS_FADE);

    private final Controls controls;
    private final PlayerClient players;
    private final Cards cards;
    private final BotAccount account;
    private final Texts texts;

    PlayerSection(Controls controls, PlayerClient players, Cards cards, BotAccount account, Texts texts) {
        this.controls = controls;
        this.players = players;
        this.cards = cards;
        this.account = account;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "play";
    }

    @Override
    public boolean isPlayers() {
        return true;
    }

    @Override
    public Optional<Content> show(Conversation chat, Language language) {
        if (chat.isPrivate()) {
            return Optional.empty();
        }
        return Optional.of(players.now(new PlayerId(chat.id()))
                .map(player -> shown(player, language))
                .orElseGet(() -> Content.of(texts.html(language, MusicPhrase.SETTINGS_AWAY))));
    }

    private Content shown(PlayerView player, Language language) {
        SoundSettings sound = Objects.requireNonNullElse(player.sound(), SoundSettings.DEFAULT);
        boolean stays = player.queue().stays();
        boolean autoplay = player.queue().autoplay();
        var values = Map.of(
                "percent", player.volume(),
                "seconds", sound.crossFade(),
                "normalize", word(sound.normalized(), language),
                "stay", word(stays, language),
                "autoplay", word(autoplay, language));
        return new Content(
                texts.html(language, MusicPhrase.SETTINGS_PLAYER, values),
                Stream.of(
                                SettingsSection.pairs(volumes(player.volume())),
                                SettingsSection.pairs(crossFades(sound.crossFade(), language)),
                                List.of(
                                        List.of(toggle(
                                                MusicPhrase.SETTINGS_NORMALIZE,
                                                "normalize",
                                                sound.normalized(),
                                                language)),
                                        List.of(toggle(MusicPhrase.SETTINGS_STAY, "stay", stays, language)),
                                        List.of(toggle(MusicPhrase.SETTINGS_AUTOPLAY, "autoplay", autoplay, language))))
                        .flatMap(List::stream)
                        .toList());
    }

    private List<Content.Button> volumes(int volume) {
        return VOLUMES.stream()
                .map(it -> button(SettingsSection.choice(it + "%", it == volume), "volume:" + it))
                .toList();
    }

    private List<Content.Button> crossFades(int seconds, Language language) {
        return CROSS_FADES.stream()
                .map(it -> button(
                        SettingsSection.choice(
                                texts.plain(language, MusicPhrase.SETTINGS_CROSSFADE, Map.of("seconds", it)),
                                it == seconds),
                        "crossfade:" + it))
                .toList();
    }

    private Content.Button toggle(Phrase label, String name, boolean on, Language language) {
        return button(
                texts.plain(language, label, Map.of("value", word(!on, language))), name + ":" + (on ? "off" : "on"));
    }

    private String word(boolean on, Language language) {
        return texts.plain(language, on ? BotPhrase.ON : BotPhrase.OFF);
    }

    @Override
    public Optional<Phrase> change(Incoming.ButtonPress press, Conversation chat, String value) {
        Optional<PlayerCommand> command = chat.isPrivate() ? Optional.empty() : command(value);
        if (command.isEmpty()) {
            return Optional.of(BotPhrase.BUTTON_UNKNOWN);
        }
        Change change = controls.perform(press.requestId(account.id()), chat, press.sender(), command.get(), null);
        cards.update(change.after());
        return Optional.empty();
    }

    /** Returns the command that a button stands for, empty for data that no button of ours has. */
    private static Optional<PlayerCommand> command(String data) {
        int colon = Math.max(0, data.indexOf(':'));
        String value = data.substring(colon).replaceFirst(":", "");
        return switch (data.substring(0, colon)) {
            case "volume" -> first(VolumeCommand.parse(value)).map(PlayerCommand.SetVolume::new);
            case "crossfade" ->
                first(SoundArguments.number(value, SoundSettings.LONGEST_CROSS_FADE))
                        .map(PlayerCommand.SetCrossFade::new);
            case "normalize" -> SoundArguments.toggle(value).map(PlayerCommand.SetNormalized::new);
            case "stay" -> SoundArguments.toggle(value).map(PlayerCommand.Stay::new);
            case "autoplay" -> SoundArguments.toggle(value).map(PlayerCommand.SetAutoplay::new);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> first(OptionalInt number) {
        return number.stream().boxed().findFirst();
    }
}
