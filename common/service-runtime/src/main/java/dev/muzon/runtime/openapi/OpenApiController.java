package dev.muzon.runtime.openapi;

import dev.muzon.runtime.contract.DescriptionApi;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RestController;

/** The description of this service. It needs the internal token, as what it describes does. */
@RestController
class OpenApiController implements DescriptionApi {
    private final Supplier<Map<String, Object>> description;

    OpenApiController(Supplier<Map<String, Object>> description) {
        this.description = SingletonSupplier.of(description);
    }

    @Override
    public Map<String, Object> description() {
        return description.get();
    }
}
