package dev.muzon.gateway.music.control;

import dev.muzon.protocol.player.SoundSettings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The arguments of commands to the sound, as people write them. */
final class SoundArguments {
    private static final Pattern FACTOR = Pattern.compile("[x×]?\\s*([0-9]([.,][0-9]{1,2})?)\\s*[x×х]?");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{2,3})\\s*%");
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,2})");

    private SoundArguments() {}

    /**
     * Reads a speed: {@code 1.25}, {@code 1,25x} or {@code 125%}, or a word for the original one.
     *
     * @return percent, empty for everything but a speed within the bounds
     */
    static OptionalInt speed(String argument) {
        Matcher percent = PERCENT.matcher(argument);
        Matcher factor = FACTOR.matcher(argument);
        if (percent.matches()) {
            return within(Integer.parseInt(percent.group(1)), SoundSettings.SLOWEST, SoundSettings.FASTEST);
        }
        if (factor.matches()) {
            return within(
                    new BigDecimal(factor.group(1).replace(',', '.'))
                            .movePointRight(2)
                            .intValue(),
                    SoundSettings.SLOWEST,
                    SoundSettings.FASTEST);
        }
        return off(argument) ? OptionalInt.of(SoundSettings.DEFAULT.speed()) : OptionalInt.empty();
    }

    /** Reads a number from 0 to the highest, or a word for 0. */
    static OptionalInt number(String argument, int highest) {
        Matcher number = NUMBER.matcher(argument);
        if (number.matches()) {
            return within(Integer.parseInt(number.group(1)), 0, highest);
        }
        return off(argument) ? OptionalInt.of(0) : OptionalInt.empty();
    }

    /** Reads on or off, in English or Russian. */
    static Optional<Boolean> toggle(String argument) {
        return switch (argument.toLowerCase(Locale.ROOT)) {
            case "on", "вкл", "включить", "да" -> Optional.of(true);
            case "off", "выкл", "выключить", "нет" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Returns whether it is a word for off, in English or Russian. */
    static boolean off(String argument) {
        return toggle(argument).filter(on -> !on).isPresent();
    }

    static String word(boolean on) {
        return on ? "✓" : "–";
    }

    private static OptionalInt within(int value, int lowest, int highest) {
        return value >= lowest && value <= highest ? OptionalInt.of(value) : OptionalInt.empty();
    }
}
