package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.WorldException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All methods by name. Telegram ignores the case of names. */
final class MethodTable {
    private final Map<String, BotMethod> methods = new HashMap<>();

    /**
     * Adds a method.
     *
     * @param doing what the method is about when the world refuses
     */
    MethodTable add(String name, BotAction doing, BotMethod method) {
        methods.put(name.toLowerCase(Locale.ROOT), (bot, parameters) -> {
            try {
                return method.call(bot, parameters);
            } catch (WorldException e) {
                throw doing.inWords(e);
            }
        });
        return this;
    }

    Optional<BotMethod> find(String name) {
        return Optional.ofNullable(methods.get(name.toLowerCase(Locale.ROOT)));
    }
}
