package dev.muzon.gateway.bot.text;

/** Plural rules of each language, as CLDR has them: the form of a word that goes with a number. */
enum Plural {
    ENGLISH(2) {
        @Override
        int form(long n) {
            return n == 1 ? 0 : 1;
        }
    },
    /** One (1, 21, 101), few (2–4, 22–24), many (0, 5–20, 25, 111). */
    RUSSIAN(3) {
        @Override
        int form(long n) {
            long ten = n % 10;
            long hundred = n % 100;
            if (ten == 1 && hundred != 11) {
                return 0;
            }
            return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? 1 : 2;
        }
    };

    private final int forms;

    Plural(int forms) {
        this.forms = forms;
    }

    /** Returns the number of forms that every word has. */
    int forms() {
        return forms;
    }

    /**
     * Returns the index of the form that goes with a number.
     *
     * @param n not negative
     */
    abstract int form(long n);

    static Plural of(Language language) {
        return switch (language.tag()) {
            case "en" -> ENGLISH;
            case "ru" -> RUSSIAN;
            default ->
                throw new IllegalArgumentException("Plural rules are missing for the language " + language.tag());
        };
    }
}
