/** Words of in-call self-service (CTL-25, IVR-02). */
export const selfService = {
  title: '自助服务',
  at: '正在“%{step}”',
  over: '已结束',
  pressed: '按了 %{key} %{label}',
  result: { done: '已走完', stopped: '中途返回', noKey: '客户没有按键' },
};
