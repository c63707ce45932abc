package dev.muzon.gateway.bot.text;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private Numbers() {}

    /** Returns a number such as {@code 1.25}, with the decimal sign of the language and without needless zeros. */
    public static String decimal(Language language, BigDecimal number) {
        char sign = DecimalFormatSymbols.getInstance(Locale.forLanguageTag(language.tag()))
                .getDecimalSeparator();
        return number.stripTrailingZeros().toPlainString().replace('.', sign);
    }
}
