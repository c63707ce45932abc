package dev.muzon.runtime.contract;

import java.util.Map;
import org.springframework.web.service.annotation.GetExchange;

/** The description of a service's endpoints below {@code /v1}, for the people and programs that call them. */
public interface DescriptionApi {
    String PATH = "/v1/openapi.json";

    /** Returns an OpenAPI document, made from the mappings that the service really has. */
    @GetExchange(PATH)
    Map<String, Object> description();
}
