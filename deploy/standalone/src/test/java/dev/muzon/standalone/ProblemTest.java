package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
    // Without an example it read: set API_ID, in .env.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            set API_ID                | set API_ID in .env
            set API_ID, e.g. API_ID=1 | set API_ID, e.g. API_ID=1, in .env
            """)
    void aRemedyWithoutAnExampleHadACommaToo(String told, String remedy) {
        assertThat(Problem.told("  - API_ID is wrong\n      " + told, ".env"))
                .isEqualTo(new Problem("", "API_ID is wrong", remedy));
    }
}
