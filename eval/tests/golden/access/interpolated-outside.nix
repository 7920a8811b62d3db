"${./outside/text}"
