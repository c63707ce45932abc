package dev.muzon.protocol.setting;

import java.util.Map;
import java.util.Optional;

/** The variables of other music bots that have no effect here, although their operators know them. */
public final class ForeignNames {
    /** The name to set instead of each, empty for features that do not exist here. */
    public static final Map<String, String> ALL = Map.of(
            "SPOTIFY_CLIENT_ID", "MUZON_METADATA_SPOTIFY_ID",
            "SPOTIFY_CLIENT_SECRET", "MUZON_METADATA_SPOTIFY_SECRET",
            "COOKIES_URL", "",
            "AUTO_LEAVING_ASSISTANT", "");

    private ForeignNames() {}

    /** Says why such a variable has no effect, empty for any other name. */
    public static Optional<String> why(String name) {
        return Optional.ofNullable(ALL.get(name))
                .map(instead -> instead.isEmpty()
                        ? "what it configures elsewhere does not exist here"
                        : "it is called " + instead + " here");
    }
}
