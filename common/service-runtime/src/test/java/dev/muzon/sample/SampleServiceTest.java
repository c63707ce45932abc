package dev.muzon.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A test with the real sample service on a random port. Its MongoDB is away unless the test brings one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "muzon.internal-token=" + SampleServiceTest.TOKEN,
            "spring.mongodb.uri=mongodb://127.0.0.1:9/sample"
        })
public @interface SampleServiceTest {
    String TOKEN = "a-token-for-tests-only";
}
