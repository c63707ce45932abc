package dev.muzon.testkit.youtube;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The script of a player as YouTube sends it: large, and with two riddles. Sound is given to those who know what the
 * script makes of {@code n} and of the signature.
 */
final class PlayerScript {
    static final String PATH = "/s/player/0a1b2c3d/player_ias.vflset/en_US/base.js";

    /** The riddle that a page hands out. */
    static final String N = "kTr7QwXz2mPfLbd";

    static final String SIGNATURE = "AOq0QJ8wRQIhAKxT5vN3yMzP4cGd6uWeHs1jLkBf9rEoIgVa2XbCtUpYmDwSnZ7lFq";

    /** The script that YouTube sends has 2.6 MB. */
    private static final int FILLERS = 30_000;

    private static final String RIDDLES = """
            var _yt_player={};(function(g){var window=this;
            var settings={signatureTimestamp:20400,id:"player"};
            function turned(n){return n.split("").reverse().map(function(c){return String.fromCharCode(c.charCodeAt(0)^1)}).join("")}
            function swapped(s){var l=s.split("");l.reverse();var c=l[0];l[0]=l[5];l[5]=c;return l.slice(2).concat(l.slice(0,2)).join("")}
            function Address(link){this.link=link;this.fields={}}
            Address.prototype.set=function(name,value){this.fields[name]=value};
            Address.prototype.get=function(name){return this.fields[name]};
            Address.prototype.clone=function(){return this};
            Address.prototype.unlock=function(){this.fields.n&&(this.fields.n=turned(this.fields.n))};
            function opened(link,name,value){var a=new Address(link);a.set("alr","yes");value&&a.set(name,encodeURIComponent(swapped(decodeURIComponent(value))));return a}
            """;

    private static final String END = "})(_yt_player);\n";

    private PlayerScript() {}

    static String text() {
        return IntStream.range(0, FILLERS)
                .mapToObj(i -> "function f%d(a,b){for(var c=0;c<a;c++)b=b*c+%d-(a<b?1:2);return b}".formatted(i, i))
                .collect(Collectors.joining("\n", RIDDLES, END));
    }

    /** Returns what the script makes of {@link #N}. */
    static String unlockedN() {
        return letters(N).reversed().stream()
                .map(letter -> String.valueOf((char) (letter.charAt(0) ^ 1)))
                .collect(Collectors.joining());
    }

    /** Returns what the script makes of {@link #SIGNATURE}. */
    static String unlockedSignature() {
        List<String> letters = new ArrayList<>(letters(SIGNATURE).reversed());
        Collections.swap(letters, 0, 5);
        Collections.rotate(letters, -2);
        return String.join("", letters);
    }

    private static List<String> letters(String text) {
        return text.chars().mapToObj(Character::toString).toList();
    }
}
