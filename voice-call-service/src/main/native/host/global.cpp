#include <cstdio>

#include "environment.h"

namespace muzon::host {

namespace {

std::string words(Environment& env, Value* value) {
    if (auto* text = as<String>(value)) {
        return text->text;
    }
    if (auto* number = as<Number>(value)) {
        return std::to_string(number->value);
    }
    return env.messageOf(value);
}

/** Writes its arguments as one line, so that lines of several threads stay whole. */
Ref<Value> print(Environment& env, Call& call) {
    std::string line = "ntgcalls:";
    for (std::size_t i = 0; i < call.count; i++) {
        line += ' ' + words(env, call.arguments[i]);
    }
    line += '\n';
    std::fputs(line.c_str(), stderr);
    return {};
}

Ref<Value> put(Environment& env, Call& call) {
    auto* map = as<Map>(call.self);
    if (map == nullptr || call.count < 2) {
        env.raise(env.error("TypeError", make<String>("Map.prototype.set needs a map, a key and a value")));
        return {};
    }
    map->entries.emplace_back(call.arguments[0], call.arguments[1]);
    return map;
}

Ref<Function> makeMapType(Environment& env) {
    auto type = make<Function>(env, [](Environment& here, Call& call) -> Ref<Value> {
        auto map = make<Map>(here);
        if (auto* self = as<Function>(call.newTarget)) {
            map->inherit(self->instances);
        }
        return map;
    });
    type->instances = make<Object>(env);
    type->instances->put("set", make<Function>(env, put));
    return type;
}

}  // namespace

Ref<Object> makeGlobal(Environment& env) {
    auto console = make<Object>(env);
    for (const char* level : {"debug", "log", "info", "warn", "error"}) {
        console->put(level, make<Function>(env, print));
    }
    auto global = make<Object>(env);
    global->put("console", console);
    global->put("Map", makeMapType(env));
    return global;
}

}  // namespace muzon::host
