#include "environment.h"

#include <cstdio>

#include "threadsafe.h"

namespace muzon::host {

Environment::Environment(Loop& loop, Workers& workers)
    : undefined(make<Nothing>(Shape::undefined)),
      null(make<Nothing>(Shape::null)),
      loop(loop),
      workers(workers),
      yes_(make<Boolean>(true)),
      no_(make<Boolean>(false)) {
    for (std::size_t value = 0; value < numbers_.size(); value++) {
        numbers_[value] = make<Number>(static_cast<double>(value));
    }
    global = makeGlobal(*this);
}

Environment::~Environment() {
    while (!cleanupHooks.empty()) {
        const auto [hook, argument] = cleanupHooks.back();
        cleanupHooks.pop_back();
        hook(argument);
    }
    for (const auto function : std::set<napi_threadsafe_function>(threadsafeFunctions)) {
        function->close();
    }
    for (Reference* reference : std::set<Reference*>(references)) {
        reference->lose();
    }
    exception = {};
    global = {};
    handles.cut(0);
    runFinalizers();
    for (Reference* forgotten : std::set<Reference*>(references)) {
        delete forgotten;
    }
}

napi_env Environment::handle() { return static_cast<napi_env>(this); }

Ref<Object> Environment::error(const std::string& name, Ref<Value> message) {
    auto error = make<Object>(*this);
    error->put("name", make<String>(name));
    error->put("message", std::move(message));
    return error;
}

std::string Environment::messageOf(Value* error) {
    if (auto* text = as<String>(error)) {
        return text->text;
    }
    if (auto* object = as<Object>(error)) {
        const Property* message = object->find("message");
        if (message != nullptr && as<String>(message->value.get()) != nullptr) {
            return as<String>(message->value.get())->text;
        }
    }
    return "a value that is not an Error was thrown";
}

Ref<Value> Environment::call(Function& function, Value* self, const std::vector<Ref<Value>>& arguments) {
    std::vector<napi_value> bare;
    for (const auto& argument : arguments) {
        bare.push_back(argument.get());
    }
    return call(function, Call{self, bare.data(), bare.size(), nullptr, nullptr});
}

Ref<Value> Environment::call(Function& function, Call call) {
    const Ref<Function> alive(&function);
    const Scope scope(handles);
    if (call.self == nullptr) {
        call.self = undefined.get();
    }
    Ref<Value> result = function.body(*this, call);
    if (exception) {
        return {};
    }
    return result ? result : undefined;
}

Ref<Value> Environment::construct(Function& type, const napi_value* arguments, std::size_t count) {
    const Ref<Object> instance = make<Object>(*this);
    instance->inherit(type.instances);
    Ref<Value> result = call(type, Call{instance.get(), arguments, count, &type, nullptr});
    if (!result) {
        return {};
    }
    return result->isObject() ? result : Ref<Value>(instance);
}

Ref<Value> Environment::get(Object& object, const std::string& name) {
    const Property* property = object.find(name);
    if (property == nullptr) {
        return undefined;
    }
    if (auto* getter = as<Function>(property->getter.get())) {
        return call(*getter, &object, {});
    }
    return property->value ? property->value : undefined;
}

void Environment::set(Object& object, const std::string& name, Ref<Value> value) {
    const Property* property = object.find(name);
    if (property != nullptr && property->setter) {
        call(*as<Function>(property->setter.get()), &object, {value});
    } else {
        object.put(name, std::move(value));
    }
}

Ref<Function> Environment::function(napi_callback callback, void* data) {
    return make<Function>(*this, [callback, data](Environment& env, Call& call) {
        call.data = data;
        return Ref<Value>(callback(env.handle(), &call));
    });
}

void Environment::later(std::function<void()> task) {
    if (afterTurn != nullptr) {
        afterTurn->push_back(std::move(task));
    } else {
        task();
    }
}

void Environment::endTask() {
    runFinalizers();
    if (exception) {
        std::fprintf(stderr, "ntghost: nobody caught: %s\n", messageOf(takeException().get()).c_str());
    }
}

void Environment::runFinalizers() {
    while (!finalizers_.empty()) {
        for (const Finalizer& finalizer : std::exchange(finalizers_, {})) {
            if (finalizer.run != nullptr) {
                const Scope scope(handles);
                finalizer.run(handle(), finalizer.data, finalizer.hint);
            }
        }
    }
}

}  // namespace muzon::host

napi_ref__::napi_ref__(muzon::host::Environment& env, muzon::host::Object& object, std::uint32_t count)
    : env_(env), object_(&object), strong_(count > 0 ? &object : nullptr) {
    object.addReference(this);
    env.references.insert(this);
}

napi_ref__::~napi_ref__() {
    env_.references.erase(this);
    if (object_ != nullptr) {
        object_->removeReference(this);
    }
}

void napi_ref__::lose() {
    if (object_ != nullptr) {
        std::exchange(object_, nullptr)->removeReference(this);
        strong_ = {};
    }
}
