package dev.muzon.extractor.source.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private final Random random = new Random(7);

    @Test
    void noSimilarWordIsSkipped() throws Exception {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            words.add(word());
        }
        for (int i = 0; i < 1200; i++) {
            words.add(changed(words.get(random.nextInt(words.size()))));
        }
        var vocabulary = new Vocabulary();
        for (int i = 0; i < words.size(); i++) {
            vocabulary.add(words.get(i), i, 1);
        }
        for (String asked : words.subList(0, 600)) {
            Map<Integer, Double> expected = new HashMap<>();
            for (int i = 0; i < words.size(); i++) {
                double likeness = WordLikeness.of(asked, words.get(i));
                if (likeness > 0) {
                    expected.put(i, likeness);
                }
            }
            Map<Integer, Double> rated = new HashMap<>();
            var scores = new TrackScores(words.size());
            vocabulary.rate(asked, scores);
            scores.forEach(rated::put);
            assertThat(rated).as(asked).isEqualTo(expected);
        }
    }

    @Test
    void wordsMayHaveMoreTyposThanTwoWordsJoined() throws Exception {
        var vocabulary = new Vocabulary();
        vocabulary.addJoined("nokturnes", 0, 1);
        vocabulary.addJoined("nokturnas", 1, 1);
        vocabulary.add("nokturnas", 2, 1);
        Map<Integer, Double> rated = new HashMap<>();
        var scores = new TrackScores(3);
        vocabulary.rateLoosely("nuktxrnxs", scores);
        scores.forEach(rated::put);
        assertThat(rated).doesNotContainKey(0).containsEntry(2, 0.9 - 3 / 9.0);
    }

    @Test
    void typosWithinALimitAreCountedAsWithoutOne() {
        for (int i = 0; i < 20_000; i++) {
            String word = word();
            String other = i % 4 == 0 ? word() : changed(changed(word));
            int typos = WordLikeness.typos(word, other, 100);
            for (int limit = 1; limit <= 4; limit++) {
                assertThat(Math.min(WordLikeness.typos(word, other, limit), limit + 1))
                        .as("%s and %s within %d", word, other, limit)
                        .isEqualTo(Math.min(typos, limit + 1));
            }
        }
    }

    @Test
    void typosAreCountedForAllLettersAtOnceAsOneByOne() {
        for (int i = 0; i < 20_000; i++) {
            String word = word();
            String other = i % 4 == 0 ? word() : changed(changed(word));
            assertThat(new AskedWord(word).typos(other, 100))
                    .as("%s and %s", word, other)
                    .isEqualTo(WordLikeness.typos(word, other, 100));
        }
    }

    @Test
    void aWordOfMoreLettersThanANumberHasBitsIsComparedToo() {
        String word = "ab".repeat(40);
        assertThat(new AskedWord(word).typos(word.substring(2) + "c", 5)).isEqualTo(2);
    }

    private String word() {
        var word = new StringBuilder();
        int length = 1 + random.nextInt(14);
        for (int i = 0; i < length; i++) {
            word.append("abdegiklmnorstuzC夜".charAt(random.nextInt(18)));
        }
        return word.toString();
    }

    private String changed(String word) {
        int at = random.nextInt(word.length());
        return switch (random.nextInt(5)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1) + "a";
            case 1 -> word.substring(0, at) + "x" + word.substring(at);
            case 2 -> word.substring(0, at) + "q" + word.substring(at + 1);
            case 3 -> word + word();
            default -> word.replace('a', 'i').replace('z', 's');
        };
    }
}
