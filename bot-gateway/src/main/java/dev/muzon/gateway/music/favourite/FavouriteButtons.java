package dev.muzon.gateway.music.favourite;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.search.PickedTracks;
import dev.muzon.gateway.telegram.Incoming;
import org.springframework.stereotype.Component;

/** The buttons below a list of favourites. Each plays its song, and the list stays, whatever comes of one of them. */
@Component
class FavouriteButtons implements CallbackHandler {
    static final String PREFIX = "fav";

    private final PickedTracks picked;

    FavouriteButtons(PickedTracks picked) {
        this.picked = picked;
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public Reaction pressed(Incoming.ButtonPress press, String data) {
        return Reaction.says(
                switch (picked.each(press, data)) {
                    case NOTHING -> MusicPhrase.PICK_OLD;
                    case AGAIN -> MusicPhrase.FAV_ASKED_ALREADY;
                    case FIRST -> MusicPhrase.FAV_ASKED;
                });
    }
}
